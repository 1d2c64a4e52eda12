using Hyper.Runtime;
using static TorchSharp.torch;

namespace Hyper.App.Tests.Support;

/// <summary>Three clouds of points, by the seed.</summary>
internal static class TestData
{
    /// <summary>The source that cannot be had.</summary>
    public const string Missing = "missing";

    /// <summary>The source without test rows.</summary>
    public const string NoTest = "no-test";

    /// <summary>The source with other rows.</summary>
    public const string Other = "other";

    /// <summary>The source that takes three seconds.</summary>
    public const string Slow = "slow";

    public static DataSplits Load(DataRequest request)
    {
        if (request.Source == Missing)
        {
            throw new HyperDslException("There is no source named 'missing'.");
        }

        if (request.Source == Slow)
        {
            Console.WriteLine("loading");
            Thread.Sleep(3_000);
        }

        using var generator = new Generator((ulong)request.Seed + (request.Source == Other ? 1_000ul : 0));
        using var scope = NewDisposeScope();
        var labels = arange(240, ScalarType.Int64).remainder(3);
        var inputs = randn(240, 4, generator: generator);
        inputs.add_(nn.functional.one_hot(labels, 4).to(ScalarType.Float32), alpha: 2);
        using var all = new Dataset(inputs.MoveToOuterDisposeScope(), labels.MoveToOuterDisposeScope());
        return DataSplits.Random(all, request.Seed, 120, 60, request.Source == NoTest ? 0 : 60);
    }
}
