namespace Comparing;

/// <summary>Shows how far the comparison is.</summary>
internal interface IDisplay
{
    /// <summary>Follows a run or a training.</summary>
    /// <param name="method">The method that it belongs to.</param>
    /// <param name="part">Which of the method's trainings it is, counted from 0.</param>
    /// <param name="parts">How many there are.</param>
    IProgress<TuningProgress> Track(string method, int part = 0, int parts = 1);

    /// <summary>Shows the lowest validation loss that a method has reached, over the whole split.</summary>
    /// <param name="method">The method.</param>
    /// <param name="validationLoss">The loss.</param>
    /// <param name="done">How many of the method's trainings are done.</param>
    /// <param name="parts">How many there are.</param>
    void Found(string method, double validationLoss, int done = 1, int parts = 1);
}

/// <summary>Passes reports on at once, on the run's own thread, in their order.</summary>
internal sealed class Reports(Action<TuningProgress> show) : IProgress<TuningProgress>
{
    public void Report(TuningProgress value) => show(value);
}
