namespace Hyper.Generators.Model.Passes;

/// <summary>What the compiler differentiates itself of a model: both passes, or none.</summary>
/// <param name="Model">The model.</param>
/// <param name="Training">Forward method and training loss.</param>
/// <param name="Validation">Forward method and validation loss.</param>
internal sealed record CompiledPasses(ModelClass Model, PassProgram Training, PassProgram Validation);
