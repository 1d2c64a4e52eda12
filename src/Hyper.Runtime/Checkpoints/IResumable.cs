namespace Hyper.Runtime.Checkpoints;

/// <summary>A part of a run that another process goes on with: between two steps it says all that it is, and takes it back.</summary>
internal interface IResumable
{
    /// <summary>Writes all that the part has become since it was created.</summary>
    /// <param name="to">Where it goes: tensors are read before the next step.</param>
    void Save(StateWriter to);

    /// <summary>Becomes what another instance, created from the same settings, had become.</summary>
    /// <param name="from">What that one wrote.</param>
    /// <exception cref="HyperDslException">Something is missing, or of another shape or type.</exception>
    void Restore(StateReader from);
}
