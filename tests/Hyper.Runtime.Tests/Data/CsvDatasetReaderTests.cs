using System.Globalization;
using System.Text;
using CsCheck;

namespace Hyper.Runtime.Tests.Data;

public sealed class CsvDatasetReaderTests : DataTests, IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void By_default_the_last_column_holds_labels(bool packed)
    {
        using Dataset data = Read("a, b ,class\n1,2.5,0\n-1e-3, 4 ,2\r\n\n7,8,1", packed: packed);
        Assert.Equal([1, 2.5f, -1e-3f, 4, 7, 8], Inputs(data));
        Assert.Equal([3, 2], data.Inputs.shape);
        Assert.Equal([0, 2, 1], Labels(data));
    }

    [Fact]
    public void The_target_is_chosen_by_place_or_by_name()
    {
        const string Text = "a;\"b\";c\n1;2;3\n4;5;6\n";
        using Dataset second = Read(Text, new() { Delimiter = ';', TargetColumn = 1, Target = CsvTarget.Number });
        using Dataset named = Read(Text, new() { Delimiter = ';', TargetName = "a" });
        Assert.Equal([1, 3, 4, 6], Inputs(second));
        Assert.Equal([2f, 5f], second.Targets.data<float>());
        Assert.Equal([2, 1], second.Targets.shape);
        Assert.Equal([2, 3, 5, 6], Inputs(named));
        Assert.Equal([1, 4], Labels(named));
    }

    [Fact]
    public void Numbers_come_back_as_they_were_written()
    {
        Gen.Select(Gen.Float.Where(float.IsFinite), Gen.Int[0, 5]).Array[1, 20].Sample(
            rows =>
            {
                string text = string.Join('\n', rows.Select(
                    row => string.Create(CultureInfo.InvariantCulture, $"{row.Item1:R},{row.Item2}")));
                using Dataset data = Read(text, new() { HasHeader = false });
                Assert.Equal(rows.Select(row => row.Item1), Inputs(data));
                Assert.Equal(rows.Select(row => (long)row.Item2), Labels(data));
            },
            iter: 100);
    }

    public static TheoryData<string, string> Faults => new()
    {
        { "", ": the file is empty." },
        { "\n\n", ": the file is empty." },
        { "a,b\n", ": there is no line after the header." },
        { "a\n1\n", ", line 1: there is one column; at least two, split by ','" },
        { "a,b\n1,2,3\n", ", line 2: there are 3 columns, and the first line has 2." },
        { "a,b\n1,2\n\n3\n", ", line 4: there are 1 columns" },
        { "a,b\n1,2\nx,2\n", ", line 3, column 1: 'x' is not a number." },
        { "a,b\n,2\n", ", line 2, column 1: '' is not a number." },
        { "a,b,c\n1,\"2,5\",0\n", ", line 2, column 2: '2,5' is not a number." },
        { "a,b\nNaN,2\n", ", line 2, column 1: 'NaN' is not a finite 32-bit number" },
        { "a,b\nInfinity,2\n", ", line 2, column 1: 'Infinity' is not a finite" },
        { "a,b\n1e39,2\n", ", line 2, column 1: '1e39' is not a finite" },
        { "a,b\n1,0.5\n", ", line 2, column 2: '0.5' is not a class label" },
        { "a,b\n1,-1\n", ", line 2, column 2: '-1' is not a class label" },
        { "a,b\n1,cat\n", ", line 2, column 2: 'cat' is not a class label" },
        { "a,b\n1,NaN\n", ", line 2, column 2: 'NaN' is not a class label" },
        { "a,b\n1,1e18\n", ", line 2, column 2: '1e18' is not a class label" },
        { "a,b\n1,3\n", ", line 2, column 2: the label is 3, and 3 classes are numbered from 0 to 2." },
        { "1,2\n3,4\n", ", line 1: the header is made of numbers" },
        { "a,b\n1,\"2\n3,4\n", ", line 2: this is no line of comma-separated values" },
        { "a,b\n1,2\"3\n", ", line 2: this is no line of comma-separated values" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_is_named_with_its_line_and_column(string text, string expected)
    {
        string path = _folder.Write("data.csv", Encoding.UTF8.GetBytes(text));
        string message = Refused(() => CsvDatasetReader.Read(path, new() { Classes = 3 }));
        Assert.StartsWith($"'{path}'{expected}", message, StringComparison.Ordinal);
    }

    public static TheoryData<CsvDatasetOptions, string> BadOptions => new()
    {
        { new() { TargetColumn = 2 }, "the target is column 2, counted from 0, and there are 2 columns" },
        { new() { TargetColumn = -1 }, "the target is column -1" },
        { new() { TargetName = "z" }, "no column is called 'z'; there are a, b" },
        { new() { TargetName = "a", TargetColumn = 0 }, "give one of the two" },
        { new() { TargetName = "a", HasHeader = false }, "there is no header" },
        { new() { HasHeader = false }, "line 1, column 1: 'a' is not a number; if the first line is a header, say so" },
        { new() { Delimiter = '→' }, "an ASCII character" },
        { new() { Delimiter = '"' }, "an ASCII character" },
        { new() { Classes = 0 }, "at least 1 is expected" },
    };

    [Theory]
    [MemberData(nameof(BadOptions), DisableDiscoveryEnumeration = true)]
    public void Options_that_do_not_fit_the_file_are_refused(CsvDatasetOptions options, string expected)
        => Assert.Contains(expected, Refused(() => Read("a,b\n1,2\n", options)), StringComparison.Ordinal);

    [Fact]
    public void A_target_name_that_two_columns_have_is_refused()
        => Assert.Contains(
            "more than one column is called 'a'", Refused(() => Read("a,a\n1,2\n", new() { TargetName = "a" })), StringComparison.Ordinal);

    [Fact]
    public void A_long_cell_is_shortened_in_the_error()
    {
        string message = Refused(() => Read($"a,b\n{new string('x', 5000)},2\n"));
        Assert.InRange(message.Length, 50, 250);
    }

    [Fact]
    public void A_quotation_that_never_ends_does_not_fill_the_memory()
    {
        string text = "a,b\n1,2\n\"" + string.Concat(Enumerable.Repeat("1234567\n", 4 << 20));
        string message = Refused(() => Read(text, packed: true));
        Assert.Contains("line 3: this is no line of comma-separated values", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Packed_data_that_is_cut_is_refused_after_the_last_good_line()
    {
        byte[] packed = TempFolder.Gzip(Encoding.ASCII.GetBytes(
            "a,b\n" + string.Join('\n', Enumerable.Range(0, 50_000).Select(i => $"{i * 7919 % 10007},1"))));
        string path = _folder.Write("cut.csv", packed[..(packed.Length / 2)]);
        string message = Refused(() => CsvDatasetReader.Read(path));
        Assert.StartsWith($"'{path}', line ", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Random_text_is_refused_or_read()
    {
        Gen.Char["0123456789.,-e\"\n\r ax"].Array[0, 60].Select(characters => new string(characters)).Sample(
            text =>
            {
                try
                {
                    Read(text, new() { HasHeader = false }).Dispose();
                }
                catch (HyperDslException)
                {
                    // Refused; anything else fails the test.
                }
            },
            iter: 2000);
    }

    private Dataset Read(string text, CsvDatasetOptions? options = null, bool packed = false)
        => CsvDatasetReader.Read(_folder.Write(Guid.NewGuid() + ".csv", Encoding.UTF8.GetBytes(text), packed), options);
}
