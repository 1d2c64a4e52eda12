namespace Hyper.Dsl;

/// <summary>
/// Marks a field or get-only property that holds a TorchSharp module: its parameters do not come from the hypernetwork but
/// are trained along on the training loss, one set for all hyperparameters.
/// </summary>
/// <example><code>[SharedModule] private readonly TorchSharp.Modules.Linear head = torch.nn.Linear(10, 10);</code></example>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property, Inherited = false)]
public sealed class SharedModuleAttribute : Attribute;
