using System.Collections.Immutable;
using Hyper.Generators.Model.Passes;

namespace Hyper.Generators.Passes;

/// <summary>What an expression is, for the reader of passes.</summary>
internal abstract record PassValue;

/// <summary>A tensor with elements for each row, by its number.</summary>
internal sealed record TensorPassValue(int Number, bool DependsOnWeights) : PassValue;

/// <summary>A scalar tensor: a sum of terms.</summary>
internal sealed record LossPassValue(ImmutableArray<PassTerm> Terms) : PassValue;

/// <summary>A number of C#.</summary>
internal sealed record NumberPassValue(double Number) : PassValue;

/// <summary>A conditioned layer.</summary>
internal sealed record LayerPassValue(string Name, string Kind) : PassValue;

/// <summary>A hyperparameter.</summary>
internal sealed record HyperparameterPassValue(string Name) : PassValue;
