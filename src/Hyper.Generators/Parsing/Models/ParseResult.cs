using Hyper.Generators.Diagnostics;
using Hyper.Generators.Model;

namespace Hyper.Generators.Parsing.Models;

/// <summary>What parsing a model class gives: a model where no rule refuses it, and what the rules say.</summary>
/// <param name="Class">What the emitting step sees.</param>
/// <param name="Faults">What the analyzer reports.</param>
/// <param name="Unseen">What could not be read, where C# itself should say why.</param>
internal sealed record ParseResult(ParsedClass Class, IReadOnlyList<Fault> Faults, IReadOnlyList<Fault> Unseen);
