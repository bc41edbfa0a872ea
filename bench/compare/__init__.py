"""How long a comparison takes, beside tuned peers on the same relations: `python -m bench.compare --help`.

`stage` makes the city, the lake and the state once and shares the relations as Parquet; each engine is a process of its own (`worker`), asked for
one rule after the other, interleaved, so that a busy minute hits all of them alike. Every answer is hashed; unequal answers end the run.
"""
