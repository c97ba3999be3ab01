"""The six-step worksheet, its review and its journey to lokadaya.com."""
