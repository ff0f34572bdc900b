"""Trains the fusion network of the second cut on the examples of `evaluation fusion-examples`.

The network adds to the log odds of the plain sum; its last layer starts at zero, so it starts as the plain sum.
Some people are held out; the weights that were best on them are kept.
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
# Rows and columns of the part of an example that a step sees: half of it, in half the time.
PART = (112, 104)
# Of examples: how often people of a kind come. Drawings are many, and least like what students send.
SHARES = {"photographed": 0.4, "rendered": 0.4, "drawn": 0.2}
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
    seen = jax.lax.conv_general_dilated(
        picture,
        weights,
        window_strides=(1, 1),
        padding="SAME",
        rhs_dilation=(dilation, dilation),
        dimension_numbers=("NHWC", "HWIO", "NHWC"),
    )
    return seen + bias


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
    """A part, mirrored as often as not, in another light."""
    height, width = example.shape[:2]
    top = numbers.integers(height - PART[0] + 1)
    left = numbers.integers(width - PART[1] + 1)
    example = example[top : top + PART[0], left : left + PART[1]]
    example = example.astype(np.float32) / STORED_STEPS
    if numbers.random() < 0.5:
        example = example[:, ::-1].copy()
        example[..., BESIDE] *= -1
    gains = numbers.uniform(0.85, 1.15, 3) * numbers.uniform(0.8, 1.2)
    colours = (example[..., RED : BLUE + 1] + 0.5) * gains + numbers.uniform(-0.08, 0.08)
    example[..., RED : BLUE + 1] = np.clip(colours, 0, 1) - 0.5
    return example


def kind(name):
    folder = name.split("/")[0]
    return {"photos": "rendered", "drawn": "drawn"}.get(folder, "photographed")


def identity(name):
    """Renders of one person carry letters behind the name; synthetic faces of one folder are often alike."""
    folder, file = name.split("/")
    if kind(name) == "rendered":
        return file.split("-")[0]
    return name if folder in ("drawn", "id-style") else folder


class Choice:
    """Which example comes next: kinds by their shares, in a kind all people alike, whatever their number of pictures."""

    def __init__(self, lines, places, numbers):
        self.numbers = numbers
        self.people = {}
        for at in places:
            name = lines[at]["person"]
            self.people.setdefault(kind(name), {}).setdefault(identity(name), []).append(at)
        self.kinds = sorted(self.people)
        shares = np.array([SHARES[some] for some in self.kinds])
        self.shares = shares / shares.sum()

    def next(self):
        people = self.people[self.numbers.choice(self.kinds, p=self.shares)]
        pictures = people[sorted(people)[self.numbers.integers(len(people))]]
        return pictures[self.numbers.integers(len(pictures))]


def on_held_out(parameters, examples, lines, kept):
    """Prints losses by kind of person, and gives their mean."""
    rows = {}
    for at in kept:
        batch = examples[at][None].astype(np.float32) / STORED_STEPS
        rows.setdefault(kind(lines[at]["person"]), []).append(np.array(compared(parameters, batch)))
    means = {name: np.mean(np.array(some), 0) for name, some in rows.items()}
    for name, ((loss, wrong), (plain_loss, plain_wrong)) in sorted(means.items()):
        print(
            f"held out, {name}: loss {loss:.4f} (plain {plain_loss:.4f}), "
            f"wrong {wrong:.3f} % (plain {plain_wrong:.3f} %)",
            flush=True,
        )
    return np.mean([means[name][0, 0] for name in means])


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("examples", type=pathlib.Path)
    arguments.add_argument("out", type=pathlib.Path)
    arguments.add_argument("--steps", type=int, default=2000)
    arguments.add_argument("--hold-out", type=float, default=0.2)
    arguments.add_argument("--seed", type=int, default=1)
    options = arguments.parse_args()
    lines = [json.loads(line) for line in (options.examples / "examples.jsonl").open()]
    width, height, values = lines[0]["shape"]
    examples = np.memmap(options.examples / "examples.i16", "<i2", "r")
    examples = examples[: len(examples) // (width * height * values) * width * height * values]
    examples = examples.reshape(-1, height, width, values)
    lines = lines[: len(examples)]

    def held(line):
        if kind(line["person"]) == "drawn":
            return False
        digest = hashlib.sha256(identity(line["person"]).encode()).digest()
        return digest[0] / 256 < options.hold_out

    learnt = [at for at, line in enumerate(lines) if not held(line)]
    kept = [at for at, line in enumerate(lines) if held(line)]
    print(f"{len(learnt)} examples to learn from, {len(kept)} held out", flush=True)
    numbers = np.random.default_rng(options.seed)
    choice = Choice(lines, learnt, numbers)
    parameters = started(jax.random.key(options.seed))
    print(sum(leaf.size for leaf in jax.tree.leaves(parameters)), "weights", flush=True)
    zeros = jax.tree.map(jnp.zeros_like, parameters)
    state, sum_of_losses, begun = (parameters, zeros, zeros), 0.0, time.time()
    best, least = parameters, math.inf
    for count in range(1, options.steps + 1):
        batch = np.stack([varied(numbers, examples[choice.next()]) for _ in range(BATCH)])
        share = count / options.steps
        rate = RATE * min(1.0, count / 100) * 0.5 * (1 + math.cos(math.pi * share))
        state, loss = step(state, batch, rate, count)
        sum_of_losses += float(loss)
        if count % 100 == 0:
            print(f"{count}: loss {sum_of_losses / 100:.4f}, {time.time() - begun:.0f} s", flush=True)
            sum_of_losses = 0.0
        if count % 250 == 0 or count == options.steps:
            loss = on_held_out(state[0], examples, lines, kept)
            if loss < least:
                best, least = state[0], loss
    options.out.mkdir(parents=True, exist_ok=True)
    with (options.out / "weights.f32").open("wb") as file:
        for name, *_ in LAYERS:
            weights, bias = best[name]
            file.write(np.asarray(weights).transpose(3, 0, 1, 2).astype("<f4").tobytes())
            file.write(np.asarray(bias).astype("<f4").tobytes())


main()
