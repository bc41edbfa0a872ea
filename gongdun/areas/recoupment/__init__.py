"""先行支付与追偿 — legal training of the officers who decide on advance payments; the advance payments themselves come next."""
