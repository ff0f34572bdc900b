"""LiteRT (XNNPACK, one thread) on networks named on standard input, one path a line.

Answers each line with one JSON line: best_ms and median_ms of PASSES runs, or error. Stays alive
between lines, so that its passes can alternate with ours.
"""

import json
import sys
import time

import numpy
from ai_edge_litert.interpreter import Interpreter

PASSES, WARM_UP = 33, 3


def load(path):
    interpreter = Interpreter(model_path=path, num_threads=1)
    interpreter.allocate_tensors()
    entry = interpreter.get_input_details()[0]
    interpreter.set_tensor(entry["index"], numpy.full(entry["shape"], 0.5, numpy.float32))
    return interpreter


def measure(interpreter):
    times = []
    for _ in range(PASSES):
        started = time.perf_counter()
        interpreter.invoke()
        times.append((time.perf_counter() - started) * 1e3)
    times = sorted(times[WARM_UP:])
    return {"best_ms": times[0], "median_ms": times[len(times) // 2]}


loaded = {}
for line in sys.stdin:
    path = line.strip()
    try:
        if path not in loaded:
            loaded[path] = load(path)
        answer = measure(loaded[path])
    except (ValueError, RuntimeError) as error:
        answer = {"error": str(error).splitlines()[0]}
    print(json.dumps(answer), flush=True)
