using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Diagnostics;

/// <summary>Every rule of the platform that misfires on annotated members, and why it does. Each suppression silences one rule.</summary>
internal static class Suppressions
{
    public static readonly SuppressionDescriptor MarkStatic = new(
        "HYPS001", "CA1822", "The compiler calls a method with a role on its model; whether it reads the model today is its author's business");

    public static readonly SuppressionDescriptor UnusedParameter = new(
        "HYPS002", "IDE0060", "The role of the method demands the parameter");

    public static readonly SuppressionDescriptor ValidateArgument = new(
        "HYPS003", "CA1062", "What the compiler writes calls the methods with a role, and it passes tensors");

    public static readonly SuppressionDescriptor DisposableField = new(
        "HYPS004", "CA1001", "What a run or a trained model keeps of the model owns its shared modules and disposes of them");

    public static readonly SuppressionDescriptor UnusedMember = new(
        "HYPS005", "IDE0051", "A rule refuses the model, so the code that uses the member is not written yet");

    public static readonly SuppressionDescriptor UnreadMember = new(
        "HYPS006", "IDE0052", "A rule refuses the model, so the code that reads the member is not written yet");

    public static readonly SuppressionDescriptor UnusedField = new(
        "HYPS007", "CA1823", "A rule refuses the model, so the code that reads the field is not written yet");

    public static readonly SuppressionDescriptor NeverCreated = new(
        "HYPS008", "CA1812", "A rule refuses the model, so the code that creates it is not written yet");

    public static readonly SuppressionDescriptor Uninitialized = new(
        "HYPS009", "CS8618", "A layer or hyperparameter is given its value by the compiler once it is partial, which HYP0003 asks for");

    public static ImmutableArray<SuppressionDescriptor> All { get; } =
        [MarkStatic, UnusedParameter, ValidateArgument, DisposableField, UnusedMember, UnreadMember, UnusedField, NeverCreated, Uninitialized];
}
