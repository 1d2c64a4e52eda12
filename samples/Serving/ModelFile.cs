namespace Serving;

/// <summary>The file of the model to serve. A service loads one that something else has trained; the sample can make its own.</summary>
internal static class ModelFile
{
    /// <summary>Tunes a model, trains it on all rows at the values that were found, and saves it.</summary>
    public static async Task<double> TrainAsync(string path)
    {
        using Dataset digits = Digits.Load();
        using DataSplits rows = DataSplits.Random(digits, seed: 1, training: 1_000, validation: 400, test: 397);
        using TuneDigitReader.Result result = await TuneDigitReader.RunAsync(rows);
        using TuneDigitReader.Refit final = await TuneDigitReader.RefitAsync(result.Hyperparameters, rows);
        final.Model.Save(path);
        return final.Model.Accuracy(rows.Test!);
    }
}
