/// <summary>Four measurements of each of 342 penguins, and its species as 0, 1 or 2: <c>penguins.csv</c>, species last.</summary>
public static class Rows
{
    public static DataSplits Load()
    {
        using var all = CsvDatasetReader.Read(Path.Combine(AppContext.BaseDirectory, "penguins.csv"), new CsvDatasetOptions { Classes = 3 });
        return DataSplits.Random(all, seed: 1, training: 180, validation: 80, test: 82);
    }
}
