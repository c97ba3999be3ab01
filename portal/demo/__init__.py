"""The demo data of lokadaya.net, a module for each app, in the ladder's order."""
