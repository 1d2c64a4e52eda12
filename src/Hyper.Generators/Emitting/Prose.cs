using Hyper.Dsl;
using Hyper.Generators.Model.Hypernetworks;
using Hyper.Generators.Model.Hyperparameters;
using Hyper.Generators.Model.Layers;
using Hyper.Generators.Text;

namespace Hyper.Generators.Emitting;

/// <summary>What documentation comments say about layers and hyperparameters.</summary>
internal static class Prose
{
    public static string Describe(this LayerModel layer)
        => $"{layer.Shape.Description}: {layer.WeightCount.Prose("weight")} from offset {layer.Offset.Prose()}.";

    /// <summary>The layers of a block, and their response family.</summary>
    public static string Describe(this HypernetworkBlock block)
        => $"{(block.LayerCount == 1 ? block.FirstName : $"{block.FirstName} to {block.LastName}")}: {block.Family}.";

    /// <summary>The values of a hyperparameter: how many, between what, and what they are at first.</summary>
    public static string Describe(this HyperparameterModel hyperparameter)
        => $"{Count(hyperparameter)}{Range(hyperparameter)}{Whose(hyperparameter.Of)}; {hyperparameter.Initial.Code()} at first.";

    private static string Whose(Optimizer number) => number switch
    {
        Optimizer.LearningRate => ": the optimizer's learning rate",
        Optimizer.Momentum => ": the optimizer's momentum",
        Optimizer.WeightDecay => ": the optimizer's weight decay",
        _ => "",
    };

    private static string Count(HyperparameterModel hyperparameter)
    {
        var thing = hyperparameter.Discrete ? "whole number" : "value";
        var values = hyperparameter.IsScalar ? $"One {thing}" : hyperparameter.Count.Prose(thing);
        var separator = Range(hyperparameter).Length == 0 ? "" : ",";
        return hyperparameter.Per switch
        {
            Per.Layer => $"{values}, one for each layer{separator}",
            Per.Unit => $"{values}, one for each output unit{separator}",
            Per.Weight => $"{values}, one for each weight{separator}",
            Per.Example => $"{values}, one for each row of the training split{separator}",
            _ => values,
        };
    }

    private static string Range(HyperparameterModel hyperparameter)
    {
        var isLog = hyperparameter.Scale == Scale.Log;
        var min = double.IsInfinity(hyperparameter.Min) && isLog ? 0 : hyperparameter.Min;
        if (hyperparameter.Discrete && (!double.IsInfinity(hyperparameter.Min) || !double.IsInfinity(hyperparameter.Max)))
        {
            return DiscreteRange(hyperparameter) + (isLog ? " on a logarithmic scale" : "");
        }

        var bounds = (double.IsInfinity(min), double.IsInfinity(hyperparameter.Max)) switch
        {
            (false, false) => $" between {min.Code()} and {hyperparameter.Max.Code()}",
            (false, true) => $" above {min.Code()}",
            (true, false) => $" below {hyperparameter.Max.Code()}",
            _ => "",
        };
        return isLog ? $"{bounds} on a logarithmic scale" : bounds;
    }

    /// <summary>Whole numbers reach their bounds.</summary>
    private static string DiscreteRange(HyperparameterModel hyperparameter)
        => (double.IsInfinity(hyperparameter.Min), double.IsInfinity(hyperparameter.Max)) switch
        {
            (false, false) => $" from {hyperparameter.Min.Code()} to {hyperparameter.Max.Code()}",
            (false, true) => $" from {hyperparameter.Min.Code()} up",
            _ => $" up to {hyperparameter.Max.Code()}",
        };
}
