namespace Comparing;

/// <summary>What a method is given when its turn comes.</summary>
public sealed class MethodRun
{
    private readonly string method;
    private readonly IDisplay display;
    private readonly IReadOnlyDictionary<string, Finding> earlier;
    private bool told;

    internal MethodRun(
        string method, DataSplits data, ExperimentSettings settings, IDisplay display, IReadOnlyDictionary<string, Finding> earlier, CancellationToken cancellation)
    {
        (this.method, this.display, this.earlier) = (method, display, earlier);
        (Data, Settings, Cancellation) = (data, settings, cancellation);
    }

    /// <summary>Training, validation and test rows.</summary>
    public DataSplits Data { get; }

    /// <summary>The numbers of every run and training.</summary>
    public ExperimentSettings Settings { get; }

    /// <summary>Stops the method.</summary>
    public CancellationToken Cancellation { get; }

    /// <summary>Follows a run or a training.</summary>
    /// <param name="part">Which of the method's trainings it is, counted from 0.</param>
    /// <param name="parts">How many there are.</param>
    public IProgress<TuningProgress> Track(int part = 0, int parts = 1) => display.Track(method, part, parts);

    /// <summary>Shows the lowest validation loss so far, over the whole split. A method that does not is shown at its end.</summary>
    /// <param name="validationLoss">The loss.</param>
    /// <param name="done">How many of the method's trainings are done.</param>
    /// <param name="parts">How many there are.</param>
    public void Found(double validationLoss, int done = 1, int parts = 1)
    {
        told = true;
        display.Found(method, validationLoss, done, parts);
    }

    /// <summary>What an earlier method of the comparison came to.</summary>
    /// <param name="name">The method's name.</param>
    public Finding Earlier(string name) => earlier[name];

    internal void Finished(Finding found)
    {
        if (!told)
            Found(found.ValidationLoss);
    }
}
