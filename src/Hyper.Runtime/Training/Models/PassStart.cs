using Hyper.Runtime.Layers.Context;

namespace Hyper.Runtime.Training.Models;

/// <summary>
/// All that a pass changes and does not give back, as it was before: where the generators stand, running statistics, buffers and
/// gradients of shared modules. What user code keeps in fields of its own is not among it.
/// </summary>
internal sealed class PassStart : IDisposable
{
    private readonly ForwardContext context;
    private readonly Tensor? noise;
    private readonly Tensor? library;
    private readonly ModelState state;
    private readonly long? deviceSeed;
    private readonly int penalties;
    private readonly List<(Tensor Parameter, Tensor? Gradient)> shared;

    /// <summary>Remembers where a pass starts from.</summary>
    /// <param name="context">The context of its model.</param>
    /// <param name="seedOfCuda">What a GPU's own generator is seeded with, which cannot be asked where it stands; null to leave it alone.</param>
    /// <param name="isLibraryKept">
    /// Whether the library's own generator is put back. Runs go side by side, and all draw from the one: whoever puts it back without having
    /// drawn has others draw the same numbers twice.
    /// </param>
    public PassStart(ForwardContext context, long? seedOfCuda, bool isLibraryKept = true)
    {
        this.context = context;
        noise = context.Noise?.get_state();
        penalties = context.PenaltyCount;
        library = isLibraryKept ? LibraryNoise.Read() : null;
        state = context.State.Clone();
        deviceSeed = seedOfCuda;
        shared = [.. context.State.SharedParameters.Select(parameter => (parameter, parameter.grad?.clone()))];
        SeedDevice();
    }

    /// <summary>Makes everything what it was.</summary>
    public void Restore()
    {
        if (context.PenaltyCount > penalties)
        {
            _ = context.PenaltiesFrom(penalties);
        }

        if (noise is not null)
        {
            context.Noise!.set_state(noise);
        }

        if (library is not null)
        {
            LibraryNoise.Restore(library);
        }

        SeedDevice();
        context.State.Restore(state);
        using var untraced = torch.no_grad();
        foreach (var (parameter, gradient) in shared)
        {
            if (gradient is null)
            {
                parameter.grad?.zero_();
            }
            else
            {
                parameter.grad!.copy_(gradient);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var owned in (IDisposable?[])[noise, library, state, .. shared.Select(entry => entry.Gradient)])
        {
            owned?.Dispose();
        }
    }

    private void SeedDevice()
    {
        if (deviceSeed is { } seed)
        {
            torch.cuda.manual_seed_all(seed);
        }
    }
}
