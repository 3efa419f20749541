"""HTTP on loopback: the contract's actions and Studio's own calls."""
