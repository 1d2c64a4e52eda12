namespace Hyper.Generators.Symbols;

/// <summary>The names by which the parser recognises attributes and types.</summary>
internal static class KnownTypes
{
    public const string HyperModelAttribute = "Hyper.Dsl.HyperModelAttribute";
    public const string ExperimentAttribute = "Hyper.Dsl.ExperimentAttribute`1";
    public const string RunSearchAttribute = "Hyper.Dsl.RunSearchAttribute";
    public const string VaryAttribute = "Hyper.Dsl.VaryAttribute";
    public const string VaryAmongAttribute = "Hyper.Dsl.VaryAmongAttribute";
    public const string LayerAttribute = "Hyper.Dsl.LayerAttribute";
    public const string HyperparameterAttribute = "Hyper.Dsl.HyperparameterAttribute";
    public const string SharedModuleAttribute = "Hyper.Dsl.SharedModuleAttribute";
    public const string ForwardAttribute = "Hyper.Dsl.ForwardAttribute";
    public const string TrainingLossAttribute = "Hyper.Dsl.TrainingLossAttribute";
    public const string ValidationLossAttribute = "Hyper.Dsl.ValidationLossAttribute";
    public const string MetricAttribute = "Hyper.Dsl.MetricAttribute";
    public const string TableClassAttribute = "Hyper.Tables.TableClassAttribute";

    public const string HyperTensor = "Hyper.Runtime.Layers.HyperTensor";
    public const string Module = "TorchSharp.torch.nn.Module";
    public const string Tensor = "TorchSharp.torch.Tensor";
}
