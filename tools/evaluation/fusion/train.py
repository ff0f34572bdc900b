"""Trains the fusion network of the second cut on the examples of `evaluation fusion-examples`.

The network adds to the log odds of the plain sum; its last layer starts at zero, so it starts as the plain sum.
Writes `weights.f32`: for every layer in order the weights (output, row, column, input) and the biases.
The same examples, seed and processor give the same file.

    python train.py EXAMPLES OUT [--steps N] [--hold-out SHARE] [--seed N]
"""

import argparse
import hashlib
import json
import math
import pathlib
import time

import jax
import jax.numpy as jnp
import numpy as np

STORED_STEPS = 8192.0
PLAIN, RED, BLUE, BESIDE = 2, 4, 6, 7
ODDS_SCALE = 4.0
BATCH = 4
RATE = 2e-3
DECAY = 1e-4
# Layers: name, input channels, output channels, dilation.
LAYERS = [
    ("fine", 9, 16, 1),
    ("half", 16, 32, 1),
    ("wide2", 32, 32, 2),
    ("wide4", 32, 32, 4),
    ("wide8", 32, 32, 8),
    ("back", 48, 16, 1),
    ("change", 16, 1, 1),
]


def started(key):
    parameters = {}
    for name, inputs, outputs, _ in LAYERS:
        key, own = jax.random.split(key)
        spread = 0.0 if name == "change" else math.sqrt(2.0 / (9 * inputs))
        weights = spread * jax.random.normal(own, (3, 3, inputs, outputs))
        parameters[name] = (weights, jnp.zeros(outputs))
    return parameters


def convolved(parameters, name, picture):
    dilation = next(layer[3] for layer in LAYERS if layer[0] == name)
    weights, bias = parameters[name]
    # As products of matrices: XLA's own convolutions are slow to differentiate on a processor.
    height, width = picture.shape[1:3]
    padded = jnp.pad(picture, ((0, 0), (dilation, dilation), (dilation, dilation), (0, 0)))
    parts = [
        padded[:, row * dilation :, column * dilation :][:, :height, :width]
        for row in range(3)
        for column in range(3)
    ]
    seen = jnp.concatenate(parts, -1)
    return seen @ weights.reshape(-1, weights.shape[-1]) + bias


def halved(picture):
    count, height, width, channels = picture.shape
    squares = picture.reshape(count, height // 2, 2, width // 2, 2, channels)
    return squares.max((2, 4))


def doubled(picture):
    """Bilinear with half pixels, edges repeated, as TFLite does it."""
    for axis in (1, 2):
        count = picture.shape[axis]
        before = jnp.take(picture, np.maximum(np.arange(count) - 1, 0), axis)
        after = jnp.take(picture, np.minimum(np.arange(count) + 1, count - 1), axis)
        pair = jnp.stack([0.75 * picture + 0.25 * before, 0.75 * picture + 0.25 * after], axis + 1)
        shape = list(picture.shape)
        shape[axis] *= 2
        picture = pair.reshape(shape)
    return picture


def change(parameters, picture):
    """What is added to the log odds of the plain sum."""
    layer = lambda name, value: jax.nn.relu(convolved(parameters, name, value))
    fine = layer("fine", picture)
    wide = layer("half", halved(fine))
    for name in ("wide2", "wide4", "wide8"):
        wide = wide + layer(name, wide)
    back = layer("back", jnp.concatenate([doubled(wide), fine], -1))
    return convolved(parameters, "change", back)[..., 0]


def weighed(alpha, known):
    """The outline counts most: what is far from it is right anyway."""
    near = ((alpha > 0.02) & (alpha < 0.98)).astype(jnp.float32)
    for axis in (1, 2):
        for shift in (1, 2, 3):
            near = jnp.maximum(near, jnp.maximum(jnp.roll(near, shift, axis), jnp.roll(near, -shift, axis)))
    return known * (0.25 + near)


def losses(parameters, batch):
    inputs, alpha, known = batch[..., :-2], batch[..., -2], batch[..., -1]
    alpha = jnp.clip(alpha, 0.0, 1.0)
    plain = ODDS_SCALE * inputs[..., PLAIN]
    weights = weighed(alpha, known)

    def of(odds):
        entropy = jax.nn.softplus(odds) - alpha * odds
        wrong = known * ((odds > 0) != (alpha > 0.5))
        return (
            jnp.sum(weights * entropy) / jnp.sum(weights),
            100 * jnp.sum(wrong) / jnp.sum(known),
        )

    return of(plain + change(parameters, inputs)), of(plain)


@jax.jit
def step(state, batch, rate, count):
    parameters, first, second = state
    value, slopes = jax.value_and_grad(lambda some: losses(some, batch)[0][0])(parameters)
    size = jnp.sqrt(sum(jnp.sum(slope**2) for slope in jax.tree.leaves(slopes)))
    slopes = jax.tree.map(lambda slope: slope * jnp.minimum(1.0, 1.0 / (size + 1e-9)), slopes)
    first = jax.tree.map(lambda old, slope: 0.9 * old + 0.1 * slope, first, slopes)
    second = jax.tree.map(lambda old, slope: 0.999 * old + 0.001 * slope**2, second, slopes)
    first_scale, second_scale = 1 - 0.9**count, 1 - 0.999**count

    def moved(value, mean, square):
        pace = (mean / first_scale) / (jnp.sqrt(square / second_scale) + 1e-8)
        return value - rate * (pace + DECAY * value)

    return (jax.tree.map(moved, parameters, first, second), first, second), value


compared = jax.jit(losses)


def varied(numbers, example):
    """Mirrored as often as not, in another light."""
    example = example.astype(np.float32) / STORED_STEPS
    if numbers.random() < 0.5:
        example = example[:, ::-1].copy()
        example[..., BESIDE] *= -1
    gains = numbers.uniform(0.85, 1.15, 3) * numbers.uniform(0.8, 1.2)
    colours = (example[..., RED : BLUE + 1] + 0.5) * gains + numbers.uniform(-0.08, 0.08)
    example[..., RED : BLUE + 1] = np.clip(colours, 0, 1) - 0.5
    return example


def identity(name):
    """Renders of one person carry numbers behind the name; they stay together."""
    return name.rsplit("/", 1)[-1].split("_")[0].split("-")[0]


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("examples", type=pathlib.Path)
    arguments.add_argument("out", type=pathlib.Path)
    arguments.add_argument("--steps", type=int, default=2000)
    arguments.add_argument("--hold-out", type=float, default=0.0)
    arguments.add_argument("--seed", type=int, default=1)
    options = arguments.parse_args()
    lines = [json.loads(line) for line in (options.examples / "examples.jsonl").open()]
    width, height, values = lines[0]["shape"]
    examples = np.memmap(options.examples / "examples.i16", "<i2", "r")
    examples = examples[: len(examples) // (width * height * values) * width * height * values]
    examples = examples.reshape(-1, height, width, values)
    lines = lines[: len(examples)]

    def held(line):
        digest = hashlib.sha256(identity(line["person"]).encode()).digest()
        return digest[0] / 256 < options.hold_out

    learnt = [at for at, line in enumerate(lines) if not held(line)]
    kept = [at for at, line in enumerate(lines) if held(line)]
    print(f"{len(learnt)} examples to learn from, {len(kept)} held out", flush=True)
    numbers = np.random.default_rng(options.seed)
    parameters = started(jax.random.key(options.seed))
    print(sum(leaf.size for leaf in jax.tree.leaves(parameters)), "weights", flush=True)
    zeros = jax.tree.map(jnp.zeros_like, parameters)
    state, order, sum_of_losses, begun = (parameters, zeros, zeros), [], 0.0, time.time()
    for count in range(1, options.steps + 1):
        while len(order) < BATCH:
            order.extend(numbers.permutation(learnt).tolist())
        batch = np.stack([varied(numbers, examples[order.pop()]) for _ in range(BATCH)])
        share = count / options.steps
        rate = RATE * min(1.0, count / 100) * 0.5 * (1 + math.cos(math.pi * share))
        state, loss = step(state, batch, rate, count)
        sum_of_losses += float(loss)
        if count % 100 == 0:
            print(f"{count}: loss {sum_of_losses / 100:.4f}, {time.time() - begun:.0f} s", flush=True)
            sum_of_losses = 0.0
        if kept and (count % 500 == 0 or count == options.steps):
            rows = []
            for at in range(0, len(kept), BATCH):
                batch = np.stack([examples[place] for place in kept[at : at + BATCH]])
                rows.append(compared(state[0], batch.astype(np.float32) / STORED_STEPS))
            (loss, wrong), (plain_loss, plain_wrong) = np.mean(np.array(rows), 0)
            print(
                f"held out: loss {loss:.4f} (plain {plain_loss:.4f}), "
                f"wrong {wrong:.3f} % (plain {plain_wrong:.3f} %)",
                flush=True,
            )
    options.out.mkdir(parents=True, exist_ok=True)
    with (options.out / "weights.f32").open("wb") as file:
        for name, *_ in LAYERS:
            weights, bias = state[0][name]
            file.write(np.asarray(weights).transpose(3, 0, 1, 2).astype("<f4").tobytes())
            file.write(np.asarray(bias).astype("<f4").tobytes())


main()
