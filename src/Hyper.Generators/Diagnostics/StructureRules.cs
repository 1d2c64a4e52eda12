using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Diagnostics;

/// <summary>The rules about how a model class and its members are declared: HYP00nn.</summary>
internal static class StructureRules
{
    private const string Category = "HyperDsl.Structure";

    public static readonly DiagnosticDescriptor NotPartial = Rule.Of(
        "HYP0001",
        "A model class and the types around it are partial",
        "'{0}' is not partial, so the compiler cannot add to the model '{1}'; write 'partial' before its '{2}' keyword",
        Category,
        DiagnosticSeverity.Error,
        refuses: true);

    public static readonly DiagnosticDescriptor UnsupportedKind = Rule.Of(
        "HYP0002",
        "A model is an ordinary class",
        "The model '{0}' {1}; {2}",
        Category,
        DiagnosticSeverity.Error,
        refuses: true);

    public static readonly DiagnosticDescriptor PropertyForm = Rule.Of(
        "HYP0003",
        "A layer or hyperparameter is a partial get-only property",
        "The property '{0}' {1}; declare it as 'public partial {2} {0} {{ get; }}'",
        Category,
        DiagnosticSeverity.Error,
        refuses: true);

    public static readonly DiagnosticDescriptor PropertyType = Rule.Of(
        "HYP0004",
        "A layer or hyperparameter has the type of its role",
        "The property '{0}' is marked [{1}] and has the type '{2}'; give it the type '{3}'",
        Category,
        DiagnosticSeverity.Error,
        refuses: true);

    public static readonly DiagnosticDescriptor ForwardMissing = Rule.Of(
        "HYP0005",
        "A model has a forward method",
        "The model '{0}' has no forward method; mark the method that maps inputs to outputs with [Forward]: 'Tensor Predict(Tensor inputs)'",
        Category,
        DiagnosticSeverity.Error,
        refuses: true);

    public static readonly DiagnosticDescriptor TrainingLossMissing = Rule.Of(
        "HYP0006",
        "A model has a training loss",
        "The model '{0}' has no training loss; mark a method with [TrainingLoss]: 'Tensor Fit(Tensor outputs, Tensor targets)'",
        Category,
        DiagnosticSeverity.Error,
        refuses: true);

    public static readonly DiagnosticDescriptor ValidationLossMissing = Rule.Of(
        "HYP0007",
        "A model has a validation loss",
        "The model '{0}' has no validation loss; mark a method with [ValidationLoss]: 'Tensor Score(Tensor outputs, Tensor targets)'",
        Category,
        DiagnosticSeverity.Error,
        refuses: true);

    public static readonly DiagnosticDescriptor SeveralMethods = Rule.Of(
        "HYP0008",
        "A model has one method of each role",
        "The model '{0}' has {1} methods marked [{2}]; keep the attribute on one of them",
        Category,
        DiagnosticSeverity.Error,
        refuses: true);

    public static readonly DiagnosticDescriptor MethodSignature = Rule.Of(
        "HYP0009",
        "A method has the signature of its role",
        "The method '{0}' is marked [{1}] and {2}; its signature is '{3}'",
        Category,
        DiagnosticSeverity.Error,
        refuses: true);

    public static readonly DiagnosticDescriptor NoLayer = Rule.Of(
        "HYP0010",
        "A model has a layer",
        "The model '{0}' has no layer, so there is no weight for a hypernetwork to answer with; declare one: '[Linear(inputs, outputs)] public partial HyperLinear Output {{ get; }}'",
        Category,
        DiagnosticSeverity.Error,
        refuses: true);

    public static readonly DiagnosticDescriptor NoHyperparameter = Rule.Of(
        "HYP0011",
        "A model has a hyperparameter",
        "The model '{0}' has no hyperparameter, so there is nothing to tune; declare one: '[Hyperparameter(Initial = 1e-3, Scale = Scale.Log)] public partial HyperTensor WeightDecay {{ get; }}'",
        Category,
        DiagnosticSeverity.Error,
        refuses: true);

    public static readonly DiagnosticDescriptor Construction = Rule.Of(
        "HYP0012",
        "A model can be created without arguments",
        "The model '{0}' {1}, and the compiler creates it with 'new {0}()'; {2}",
        Category,
        DiagnosticSeverity.Error,
        refuses: true);

    public static readonly DiagnosticDescriptor OutsideModel = Rule.Of(
        "HYP0013",
        "An annotated member belongs to a model",
        "'{0}' is marked [{1}] in '{2}', which is no model, so the attribute does nothing; mark the class with [HyperModel] or remove the attribute",
        Category,
        DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor TwoRoles = Rule.Of(
        "HYP0014",
        "A property has one role",
        "The property '{0}' is marked both [{1}] and [{2}]; keep one of the two attributes",
        Category,
        DiagnosticSeverity.Error,
        refuses: true);

    public static readonly DiagnosticDescriptor NameTaken = Rule.Of(
        "HYP0015",
        "Generated names are left free",
        "'{0}' has a name that the compiler needs in what it writes into '{1}'; give it another name",
        Category,
        DiagnosticSeverity.Error,
        refuses: true);

    public static readonly DiagnosticDescriptor SharedModuleType = Rule.Of(
        "HYP0016",
        "A shared module is a TorchSharp module",
        "'{0}' is marked [SharedModule] and has the type '{1}', which is no torch.nn.Module, so it has no parameters to train; give it a module's type, or remove the attribute",
        Category,
        DiagnosticSeverity.Error,
        refuses: true);

    public static readonly DiagnosticDescriptor SharedModuleForm = Rule.Of(
        "HYP0017",
        "A shared module stays the same object",
        "The shared module '{0}' {1}; declare it as 'private readonly {2} {0} = …' or as a property with 'get;' and an initial value",
        Category,
        DiagnosticSeverity.Error,
        refuses: true);

    public static readonly DiagnosticDescriptor NotVisible = Rule.Of(
        "HYP0018",
        "The compiler sees what a model is made of",
        "The compiler cannot read {0} of '{1}'; where another source generator makes what is named there, which no generator sees, write the value itself or a constant or type of your own",
        Category,
        DiagnosticSeverity.Error,
        refuses: true);

    public static readonly DiagnosticDescriptor ModuleUnmarked = Rule.Of(
        "HYP0019",
        "A module of a model is shared",
        "The module '{0}' of the model '{1}' is not marked [SharedModule], so its parameters are never trained and stay on the device where they are; {2}",
        Category,
        DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor VersionsDiffer = Rule.Of(
        "HYP0020",
        "The compiler and the runtime are of one version",
        "The compiler of HyperDsl is version {0} and writes code for a runtime of that version, and the Hyper.Runtime that is referenced is version {1}; reference both from one version of the package HyperDsl, or both from source",
        Category,
        DiagnosticSeverity.Error,
        refuses: true);
}
