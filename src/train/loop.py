"""The training loop: AdamW, one cycle of the learning rate, weight averaging, saved state."""
import os
import time

import torch

SAVE_EVERY = 180.0      # seconds
AVERAGE_EVERY = 8       # steps


class Average:
    """Exponential moving average of the parameters; its memory grows with the steps, so that it forgets the start."""

    def __init__(self, model, decay=0.995):
        self.decay, self.updates = decay, 0
        self.state = {k: p.detach().clone() for k, p in model.named_parameters()}

    @torch.no_grad()
    def update(self, model):
        """Take in the current parameters."""
        self.updates += 1
        decay = min(self.decay, self.updates / (self.updates + 9.0))
        for k, p in model.named_parameters():
            self.state[k].lerp_(p, 1 - decay)


def schedule(progress, warm=0.06, floor=0.02):
    """Factor of the learning rate: a linear rise, then a linear fall."""
    if progress < warm:
        return max(progress / warm, 0.01)
    return floor + (1 - floor) * (1 - progress) / (1 - warm)


class Loop:
    """Trains `model` for `steps` steps or `minutes` minutes, whichever ends first; goes on from FOLDER/NAME.pt."""

    def __init__(self, model, folder, name, steps, minutes, rate, head_rate, log=print):
        self.model, self.path, self.log = model, os.path.join(folder, name + ".pt"), log
        self.name, self.steps, self.seconds = name, steps, minutes * 60
        encoder = [(k, p) for k, p in model.named_parameters() if k.startswith(("layer", "embeddings", "distance"))]
        names = {k for k, _ in encoder}
        matrices = [p for k, p in encoder if p.dim() > 1 and k != "embeddings.word"]
        others = [p for k, p in encoder if p.dim() == 1 or k == "embeddings.word"]
        heads = [p for k, p in model.named_parameters() if k not in names]
        self.shown = max(1, min(100, steps // 3))
        self.rates = [rate, rate, head_rate]
        self.optimizer = torch.optim.AdamW(
            [{"params": matrices, "weight_decay": 0.01}, {"params": others, "weight_decay": 0.0},
             {"params": heads, "weight_decay": 0.01}], lr=rate, betas=(0.9, 0.98), fused=True)
        self.average, self.step, self.elapsed = Average(model), 0, 0.0
        if os.path.exists(self.path):
            self.load()

    def load(self):
        """Go on from the saved state."""
        state = torch.load(self.path)
        self.model.load_state_dict(state["model"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.average.state, self.average.updates = state["average"], state["updates"]
        self.step, self.elapsed = state["step"], state["elapsed"]
        self.log(f"{self.name}: goes on from step {self.step}")

    def save(self):
        """Save the state, all or nothing."""
        torch.save({"model": self.model.state_dict(), "optimizer": self.optimizer.state_dict(),
                    "average": self.average.state, "updates": self.average.updates, "step": self.step,
                    "elapsed": self.elapsed}, self.path + ".new")
        os.replace(self.path + ".new", self.path)

    def clear(self):
        """Forget the gradients; the word table keeps its buffer (model.Lookup)."""
        for p in self.model.parameters():
            if p is self.model.embeddings.word and p.grad is not None:
                p.grad.zero_()
            else:
                p.grad = None

    def progress(self):
        """Share of the training that is done, 0..1."""
        return min(1.0, max(self.step / self.steps, self.elapsed / self.seconds))

    def run(self, stream, loss_of):
        """Train on the items of `stream` with loss_of(item) -> {name: loss}. Leaves the averaged weights in the model."""
        self.model.train()
        last, saved, sums = time.time(), time.time(), {}
        while self.progress() < 1:
            factor = schedule(self.progress())
            for group, rate in zip(self.optimizer.param_groups, self.rates):
                group["lr"] = rate * factor
            losses = loss_of(next(stream))
            sum(losses.values()).backward()
            torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
            self.optimizer.step()
            self.clear()
            self.step += 1
            if self.step % AVERAGE_EVERY == 0:
                self.average.update(self.model)
            for k, x in losses.items():
                total, n = sums.get(k, (0.0, 0))
                sums[k] = (total + x.item(), n + 1)
            now = time.time()
            self.elapsed, last = self.elapsed + now - last, now
            if self.step % self.shown == 0:
                shown = " ".join(f"{k} {t / n:.4f}" for k, (t, n) in sorted(sums.items()))
                self.log(f"{self.name} step {self.step} {self.elapsed:.0f} s {100 * self.progress():.1f} % {shown}")
                sums = {}
            if now - saved > SAVE_EVERY:
                self.save()
                saved = time.time()
        self.save()
        self.model.load_state_dict(self.average.state)
        self.model.eval()
