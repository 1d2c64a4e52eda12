/// <summary>1,797 handwritten digits, 64 pixels from 0 to 1 each, and which digit it is. They travel with the library.</summary>
public static class Rows
{
    public static DataSplits Load()
    {
        using var all = Digits.Load();
        return DataSplits.Random(all, seed: 1, training: 1_000, validation: 400, test: 397);
    }
}
