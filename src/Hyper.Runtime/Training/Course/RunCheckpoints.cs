using System.Text.Json;
using Hyper.Runtime.Checkpoints;
using Hyper.Runtime.Training.Models;
using Hyper.Runtime.Training.Saving;

namespace Hyper.Runtime.Training.Course;

/// <summary>The checkpoints of one run: what it goes on from, and what it writes.</summary>
internal sealed class RunCheckpoints
{
    private readonly CheckpointStore store;
    private readonly RunIdentity identity;
    private readonly string identityText;
    private readonly IReadOnlyList<(string Name, IResumable? Part)> parts;
    private int written;

    /// <summary>Binds a folder to a run.</summary>
    /// <param name="store">The folder, which stays open.</param>
    /// <param name="identity">What the run is.</param>
    /// <param name="parts">All that goes on, in the order in which it is restored.</param>
    public RunCheckpoints(CheckpointStore store, RunIdentity identity, IReadOnlyList<(string Name, IResumable? Part)> parts)
    {
        this.store = store;
        this.identity = identity;
        identityText = RecordJson.Write(identity);
        this.parts = parts;
    }

    /// <summary>What went wrong with checkpoints without ending the run, a sentence each.</summary>
    public IReadOnlyList<string> Warnings => store.Warnings;

    /// <summary>Makes the run what it was at its newest checkpoint.</summary>
    /// <param name="model">What a model has to agree in.</param>
    /// <param name="lengthSetting">The setting that may be more than before.</param>
    /// <param name="steps">Steps of this run.</param>
    /// <param name="device">Where it computes.</param>
    /// <exception cref="HyperDslException">It is one of another run, or further on than this run goes; or none of them can be used.</exception>
    public void Resume(ModelIdentity model, string lengthSetting, int steps, Device device)
    {
        using var checkpoint = store.Newest();
        if (checkpoint is null)
        {
            return;
        }

        if (DifferenceOf(checkpoint) is { } found)
        {
            throw checkpoint.Refuse($"It is of another run: {found} Use another folder, or go on with the run as it was.");
        }

        if (checkpoint.Step > steps)
        {
            throw checkpoint.Refuse($"It is of step {checkpoint.Step}, and this run has {steps} steps. Give it as many or more.");
        }

        using var scope = torch.NewDisposeScope();
        var state = new StateReader(checkpoint, device);
        foreach (var (name, part) in parts.Where(part => state.Has(part.Name)))
        {
            state.Read(name, part);
        }

        // The library's own generator is the process's, which draws for modules and for models that call such functions.
        lock (LibraryNoise.Gate)
        {
            LibraryNoise.Restore(state.Tensor("library_noise"));
        }

        written = checkpoint.Step;

        string? DifferenceOf(Checkpoint checkpoint)
        {
            try
            {
                return identity.DifferenceFrom(checkpoint.Run, model, lengthSetting);
            }
            catch (JsonException)
            {
                return "what it says of its run is no JSON.";
            }
        }
    }

    /// <summary>Writes a checkpoint where one is due.</summary>
    /// <param name="step">Steps done.</param>
    /// <param name="inAnyCase">Whether to write it all the same, unless that of this very step is there.</param>
    public void Keep(int step, bool inAnyCase)
    {
        if (step == written || step == 0 || !(inAnyCase || store.IsDue(step)))
        {
            return;
        }

        using var scope = torch.NewDisposeScope();
        var state = new StateWriter(step);
        foreach (var (name, part) in parts)
        {
            state.Add(name, part);
        }

        lock (LibraryNoise.Gate)
        {
            state.Add("library_noise", LibraryNoise.Read());
        }

        store.Write(identityText, step, state);
        written = step;
    }
}
