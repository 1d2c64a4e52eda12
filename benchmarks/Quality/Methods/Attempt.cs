namespace Hyper.Quality;

/// <summary>What a method is given.</summary>
/// <param name="Subject">The model and its experiments.</param>
/// <param name="Data">The rows.</param>
/// <param name="Seed">The seed of the rows' order and of everything random.</param>
/// <param name="Steps">Steps of a run, and of the longest ordinary training.</param>
internal sealed record Attempt(Subject Subject, DataSplits Data, int Seed, int Steps)
{
    /// <summary>The settings of a run.</summary>
    public ExperimentSettings Numbers(ExperimentSettings own) => own with { Seed = Seed, Steps = Steps, Threads = 1, Parallelism = 1 };

    /// <summary>The settings of an ordinary training, or of a search by them, that ends where it gets no better.</summary>
    public ExperimentSettings Training(ExperimentSettings own) => Patience.Of(Numbers(own));
}
