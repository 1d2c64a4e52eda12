
namespace Hyper.Runtime.Tests.Data;

public class FashionMnistTests : DataTests
{
    [SkippableFact]
    public void Debians_files_are_read()
    {
        Skip.IfNot(Directory.Exists(FashionMnist.DebianDirectory), "Install dataset-fashion-mnist to run this test.");
        (Dataset training, Dataset test) = FashionMnist.Load();
        using (training)
        using (test)
        {
            Assert.Equal([60_000, 784], training.Inputs.shape);
            Assert.Equal([10_000, 784], test.Inputs.shape);
            Assert.Equal([9, 0, 0, 3, 0, 2, 7, 2, 5, 5], Labels(training).Take(10));
            Assert.All(Labels(training).GroupBy(label => label), group => Assert.Equal(6000, group.Count()));

            // The mean that everyone who normalises this set uses.
            Assert.Equal(0.2860, training.Inputs.mean().item<float>(), 3);
            Assert.Equal(1, training.Inputs.max().item<float>());
        }
    }

    [Theory]
    [InlineData("-", "")]
    [InlineData("-", ".gz")]
    [InlineData(".", "")]
    [InlineData(".", ".gz")]
    public void Every_spelling_of_the_names_is_found(string dash, string ending)
    {
        using var folder = new TempFolder();
        foreach ((string name, byte first) in (ReadOnlySpan<(string, byte)>)[("train", 3), ("t10k", 8)])
        {
            folder.Write($"{name}-images{dash}idx3-ubyte{ending}", IdxWriter.Write([0, 255, 0, 0], 1, 2, 2), ending.Length > 0);
            folder.Write($"{name}-labels{dash}idx1-ubyte{ending}", IdxWriter.Write([first], 1), ending.Length > 0);
        }

        (Dataset training, Dataset test) = FashionMnist.Load(folder.Root);
        Assert.Equal([0, 1, 0, 0], Inputs(training));
        Assert.Equal([3], Labels(training));
        Assert.Equal([8], Labels(test));
        training.Dispose();
        test.Dispose();
    }

    [Fact]
    public void A_missing_file_is_named_with_the_places_and_the_cure()
    {
        using var folder = new TempFolder();
        string message = Refused(() => FashionMnist.Load(folder.Root));
        foreach (string part in (string[])
            [
                "file train-images was not found", Path.Combine(folder.Root, "train-images-idx3-ubyte.gz"),
                Path.Combine(folder.Root, "train-images.idx3-ubyte"), "apt-get install dataset-fashion-mnist", "--data DIR",
            ])
        {
            Assert.Contains(part, message, StringComparison.Ordinal);
        }
    }
}
