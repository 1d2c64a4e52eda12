using Hyper.Runtime.Checkpoints;
using Hyper.Runtime.Hypernetworks;

namespace Hyper.Runtime.Training.Course;

/// <summary>A copy of the tensors that make up what a run has learned, to go back to.</summary>
internal sealed class KeptState : IDisposable, IResumable
{
    private readonly Func<IReadOnlyList<Tensor>> state;
    private readonly List<Tensor> copies = [];
    private readonly bool mayGoWithout;
    private bool isWithout;

    /// <summary>Watches over tensors, without a copy as yet.</summary>
    /// <param name="state">Lists the run's own tensors, which it keeps changing; all are there after the first step.</param>
    /// <param name="mayGoWithout">Whether nothing is kept where the memory does not suffice for a copy.</param>
    public KeptState(Func<IReadOnlyList<Tensor>> state, bool mayGoWithout = false) => (this.state, this.mayGoWithout) = (state, mayGoWithout);

    /// <summary>Steps done when the state was last copied.</summary>
    public int Step { get; private set; }

    /// <summary>Whether there was no memory for a copy.</summary>
    public bool IsWithout => isWithout;

    /// <summary>Whether there is anything to go back to.</summary>
    public bool HasKept => copies.Count > 0;

    /// <summary>Copies the state as it is.</summary>
    /// <param name="step">Steps done.</param>
    public void Keep(int step)
    {
        Step = step;
        if (isWithout)
        {
            return;
        }

        if (copies.Count == 0)
        {
            // What the run itself needs has been counted; a copy to go back to is welcome, and no reason to be killed.
            if (mayGoWithout && !Fits(state()))
            {
                isWithout = true;
                return;
            }

            copies.AddRange(state().Select(tensor => tensor.detach().clone().DetachFromDisposeScope()));
            return;
        }

        Copy(state(), copies);
    }

    /// <summary>Makes the state what it was when it was last copied.</summary>
    public void Restore() => Copy(copies, state());

    /// <inheritdoc/>
    public void Save(StateWriter to)
    {
        to.Add("step", HasKept ? Step : -1L);
        if (HasKept && Step != to.Step)
        {
            for (var i = 0; i < copies.Count; i++)
            {
                to.Add($"tensor_{i}", copies[i]);
            }
        }
    }

    /// <inheritdoc/>
    /// <remarks>Comes after what the state belongs to has been restored.</remarks>
    public void Restore(StateReader from)
    {
        var step = (int)from.Whole("step");
        if (step < 0)
        {
            return;
        }

        Keep(step);
        for (var i = 0; i < copies.Count && step != from.Step; i++)
        {
            from.Read($"tensor_{i}", copies[i]);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var copy in copies)
        {
            copy.Dispose();
        }
    }

    private static bool Fits(IReadOnlyList<Tensor> tensors) =>
        MemoryForecast.HasRoomFor(tensors.Where(tensor => tensor.device_type == DeviceType.CPU).Sum(tensor => tensor.NumberOfElements * tensor.element_size()));

    private static void Copy(IReadOnlyList<Tensor> from, IReadOnlyList<Tensor> to)
    {
        using var noGrad = torch.no_grad();
        for (var i = 0; i < from.Count; i++)
        {
            to[i].copy_(from[i]);
        }
    }
}
