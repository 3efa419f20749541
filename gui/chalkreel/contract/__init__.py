"""The wire: models of every request, response and callback, signing, codes, limits. No I/O."""
