namespace Hyper.Generators.Model.Refused;

/// <summary>What a rule says that refuses a class.</summary>
/// <param name="Text">The rule and its message, without a position.</param>
/// <param name="IsSuppressed">Whether an attribute keeps it from being reported, so that the generated file has to.</param>
internal sealed record RefusalReason(string Text, bool IsSuppressed);
