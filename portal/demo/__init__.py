"""The demo data of lokadaya.net, one module for each app, loaded in the ladder's order."""
