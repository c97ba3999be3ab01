"""Where machina is bent to this house: its apps, overridden as it provides for."""
