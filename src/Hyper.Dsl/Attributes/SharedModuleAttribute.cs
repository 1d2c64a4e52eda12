namespace Hyper.Dsl;

/// <summary>
/// Marks a field or get-only property that holds a TorchSharp module: its parameters do not come from the hypernetwork but
/// are trained along on the training loss, one set for all hyperparameters.
/// </summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property, Inherited = false)]
public sealed class SharedModuleAttribute : Attribute;
