"""What bin/serve, bin/test, bin/check and bin/bench share: setting up and running."""
