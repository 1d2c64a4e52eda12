using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Bodies.Values;

/// <summary>A number, a text, true, false or null, of a C# type.</summary>
/// <param name="site">Where it is written or computed.</param>
/// <param name="type">Its type.</param>
/// <param name="constant">The value, boxed as C# has it: an enum as its underlying number.</param>
internal sealed class ConstantValue(IOperation? site, ITypeSymbol? type, object? constant) : Value(site, type)
{
    public object? Constant { get; } = constant;

    public override IEnumerable<Value> Inputs => [];
}

/// <summary>What a method is given from outside: inputs, targets, outputs that are looked at by themselves.</summary>
/// <param name="parameter">The parameter of the method that is read first.</param>
internal sealed class ParameterValue(IParameterSymbol parameter) : Value(null, parameter.Type)
{
    public IParameterSymbol Parameter { get; } = parameter;

    public override IEnumerable<Value> Inputs => [];
}

/// <summary>The model itself.</summary>
internal sealed class SelfValue(IOperation? site, ITypeSymbol? type) : Value(site, type)
{
    public override IEnumerable<Value> Inputs => [];
}

/// <summary>A conditioned layer of the model.</summary>
/// <param name="site">Where it is read.</param>
/// <param name="property">The property that the user declared.</param>
internal sealed class LayerValue(IOperation site, IPropertySymbol property) : Value(site, property.Type)
{
    public IPropertySymbol Property { get; } = property;

    public override IEnumerable<Value> Inputs => [];
}

/// <summary>A hyperparameter of the model.</summary>
/// <param name="site">Where it is read.</param>
/// <param name="property">The property that the user declared.</param>
internal sealed class HyperparameterValue(IOperation site, IPropertySymbol property) : Value(site, property.Type)
{
    public IPropertySymbol Property { get; } = property;

    public override IEnumerable<Value> Inputs => [];
}

/// <summary>A lambda or a method as a value.</summary>
/// <param name="site">Where it is written.</param>
/// <param name="type">The type of the delegate.</param>
/// <param name="method">The method.</param>
/// <param name="receiver">What an instance method is of; null for a lambda and a static one.</param>
internal sealed class FunctionValue(IOperation site, ITypeSymbol? type, IMethodSymbol method, Value? receiver) : Value(site, type)
{
    public IMethodSymbol Method { get; } = method;

    public Value? Receiver { get; } = receiver;

    public override IEnumerable<Value> Inputs => Receiver is null ? [] : [Receiver];
}
