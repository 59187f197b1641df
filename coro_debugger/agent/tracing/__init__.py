"""How execution is watched: one contract, two engines, the choice between them."""
