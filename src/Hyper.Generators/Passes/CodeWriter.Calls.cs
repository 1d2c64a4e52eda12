using System.Collections.Immutable;
using Hyper.Generators.Bodies.Functions;
using Hyper.Generators.Bodies.Values;
using Hyper.Generators.Model;
using Hyper.Generators.Model.Passes;
using Hyper.Generators.Symbols;
using Hyper.Generators.Text;
using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Passes;

/// <content>Calls, operators and conversions that types define.</content>
internal sealed partial class CodeWriter
{
    /// <summary>A number of TorchSharp's that stays alive during the call that it is for.</summary>
    public static CodeTemplate Scalar(object number) => CodeTemplate.Join($"{RuntimeNames.Scalars}.Of(", number, ")");

    private static string One => $"{RuntimeNames.Scalars}.Of(1)";

    private CodeTemplate Call(CallValue call)
    {
        CheckNamable(call.Site, call.Method.ContainingType);
        if (TorchSymbols.IsOfTorch(call.Method.ContainingType) && Torch(call) is { } torch)
        {
            return torch;
        }

        switch (call.Kind)
        {
            case CallKind.Conversion:
                return Cast(call.Method.ReturnType, Use(call.Arguments[0].Value), isChecked: false);
            case CallKind.Operator when Sign(call.Method.Name) is { } sign:
                var operands = call.Arguments.Select(argument => Given(argument)).ToList();
                return operands.Count == 1 ? CodeTemplate.Join($"({sign}", InParentheses(operands[0]), ")") : CodeTemplate.Join("(", operands[0], $" {sign} ", operands[1], ")");
            case CallKind.Operator:
                throw new NotWritableException(call.Site, $"the operator '{call.Method.Name}'");
            case CallKind.Creation:
                return CodeTemplate.Join($"new {NameOf(call.Method.ContainingType)}(", Arguments(call.Arguments, call.Method.ContainingType, call.Method.Name), ")");
        }

        if (call.Method.MethodKind is not (MethodKind.Ordinary or MethodKind.ReducedExtension))
        {
            throw new NotWritableException(call.Site, $"'{call.Method.Name}'");
        }

        var types = call.Method.IsGenericMethod ? $"<{string.Join(", ", call.Method.TypeArguments.Select(NameOf))}>" : "";
        var of = call.Receiver is { } receiver ? Receiver(receiver) : CodeTemplate.Of(NameOf(call.Method.ContainingType));
        return CodeTemplate.Join(of, $".{call.Method.Name.Escaped()}{types}(", Arguments(call.Arguments, call.Method.ContainingType, call.Method.Name), ")");
    }

    /// <summary>
    /// Calls of TorchSharp's that make a number of its own on the way, which nothing keeps alive: written with one that is kept.
    /// Null for all others.
    /// </summary>
    private CodeTemplate? Torch(CallValue call)
    {
        if (TorchSymbols.IsScalar(call.Type) && FunctionCall.Scalar(call) is { } number)
        {
            return Scalar(Use(number));
        }

        if (call.Method.IsGenericMethod || call.Arguments.Length + (call.Receiver is null ? 0 : 1) != 2 || TensorFunctions.Of(call.Method) is not { } function)
        {
            return null;
        }

        var (left, right) = call.Receiver is { } receiver ? (receiver, call.Arguments[0].Value) : (call.Arguments[0].Value, call.Arguments[1].Value);
        return (function.Name, left.IsTensor, right.IsTensor) switch
        {
            ("add" or "op_Addition", true, true) when !call.Method.Name.EndsWith("_", StringComparison.Ordinal) => CodeTemplate.Join(Receiver(left), ".add(", Use(right), $", {One})"),
            ("sub" or "subtract" or "op_Subtraction", true, true) when !call.Method.Name.EndsWith("_", StringComparison.Ordinal) => CodeTemplate.Join(Receiver(left), ".add(", Use(right), $", {RuntimeNames.Scalars}.Of(-1))"),
            ("op_Addition", true, false) when FunctionCall.Scalar(right) is { } c => CodeTemplate.Join(Receiver(left), ".add(", Scalar(Use(c)), $", {One})"),
            ("op_Addition", false, true) when FunctionCall.Scalar(left) is { } c => CodeTemplate.Join(Receiver(right), ".add(", Scalar(Use(c)), $", {One})"),
            ("op_Subtraction", true, false) when FunctionCall.Scalar(right) is { } c => CodeTemplate.Join(Receiver(left), ".add(", Scalar(CodeTemplate.Join("-", InParentheses(Use(c)))), $", {One})"),
            ("op_Subtraction", false, true) when FunctionCall.Scalar(left) is { } c => CodeTemplate.Join(Receiver(right), ".neg().add(", Scalar(Use(c)), $", {One})"),
            ("op_Multiply", true, false) when FunctionCall.Scalar(right) is { } c => CodeTemplate.Join("(", Use(left), " * ", Scalar(Use(c)), ")"),
            ("op_Multiply", false, true) when FunctionCall.Scalar(left) is { } c => CodeTemplate.Join("(", Use(right), " * ", Scalar(Use(c)), ")"),
            ("op_Division", true, false) when FunctionCall.Scalar(right) is { } c => CodeTemplate.Join("(", Use(left), " / ", Scalar(Use(c)), ")"),
            _ => null,
        };
    }

    /// <summary>An argument, of the type of its parameter.</summary>
    private CodeTemplate Given(Argument argument)
    {
        var type = argument.Parameter.Type;
        if (argument.Value is ArrayValue array)
        {
            return Array(array, type is IArrayTypeSymbol || array.Type is not IArrayTypeSymbol ? type : array.Type);
        }

        var code = Use(argument.Value);
        return type is { IsReferenceType: true, TypeKind: not (TypeKind.Error or TypeKind.TypeParameter) } && argument.Value.Type is { IsReferenceType: true } given && !SymbolEqualityComparer.Default.Equals(given, type)
            ? CodeTemplate.Join($"({NameOf(type)})", InParentheses(code))
            : argument.Value is ConstantValue { Constant: null } && !TorchSymbols.IsTensor(type) ? CodeTemplate.Of($"default({NameOf(type)})")
            : code;
    }

    // By name from the first parameter on that the call leaves out.
    private CodeTemplate Arguments(ImmutableArray<Argument> arguments, INamedTypeSymbol of, string method)
    {
        var codes = new List<CodeTemplate>();
        var isNamed = false;
        foreach (var argument in arguments)
        {
            if (argument.IsDefault)
            {
                isNamed = true;
                continue;
            }

            if (argument is { Parameter.IsParams: true, Value: ArrayValue { Items.Length: > 0 } list } && !isNamed && of.GetMembers(method).Length == 1)
            {
                codes.AddRange(list.Items.Select(Use));
                continue;
            }

            codes.Add(isNamed ? CodeTemplate.Join($"{argument.Parameter.Name.Escaped()}: ", Given(argument)) : Given(argument));
        }

        return CodeTemplate.List(codes);
    }

    private static string? Sign(string name) => name switch
    {
        "op_Addition" => "+",
        "op_Subtraction" or "op_UnaryNegation" => "-",
        "op_UnaryPlus" => "+",
        "op_Multiply" => "*",
        "op_Division" => "/",
        "op_Modulus" => "%",
        "op_BitwiseAnd" => "&",
        "op_BitwiseOr" => "|",
        "op_ExclusiveOr" => "^",
        "op_OnesComplement" => "~",
        "op_LogicalNot" => "!",
        "op_LeftShift" => "<<",
        "op_RightShift" => ">>",
        "op_Equality" => "==",
        "op_Inequality" => "!=",
        "op_LessThan" => "<",
        "op_LessThanOrEqual" => "<=",
        "op_GreaterThan" => ">",
        "op_GreaterThanOrEqual" => ">=",
        _ => null,
    };
}
