using System.IO.Pipes;
using CsCheck;
using TorchSharp;

namespace Hyper.Runtime.Tests.Data;

public sealed class IdxReaderTests : DataTests, IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_was_written_is_read()
    {
        Gen.Select(Gen.UInt[1, 7], Gen.UInt[1, 5], Gen.UInt[1, 5], Gen.Bool).SelectMany(
            (n, rows, columns, packed) => Gen.Byte.Array[(int)(n * rows * columns)].Select(data => (n, rows, columns, packed, data)))
            .Sample(
                t =>
                {
                    string path = _folder.Write("images" + Guid.NewGuid(), IdxWriter.Write(t.data, t.n, t.rows, t.columns), t.packed);
                    using torch.Tensor images = IdxReader.ReadImages(path);
                    Assert.Equal([t.n, t.rows, t.columns], images.shape);
                    Assert.Equal(t.data.Select(b => (float)b), images.data<float>());
                },
                iter: 100);
    }

    [Fact]
    public void A_packed_file_of_several_megabytes_is_read_whole()
    {
        byte[] data = new byte[5_000_001];
        new Random(1).NextBytes(data);
        using torch.Tensor labels = IdxReader.ReadLabels(_folder.Write("labels", IdxWriter.Write(data, (uint)data.Length), compressed: true));
        Assert.Equal(data.Sum(b => (long)b), labels.sum().item<long>());
        Assert.Equal(data[^1], labels[-1].item<long>());
    }

    [Fact]
    public void A_pair_is_scaled_and_flattened()
    {
        string images = _folder.Write("i", IdxWriter.Write([0, 51, 102, 255, 255, 0, 0, 0], 2, 2, 2));
        string labels = _folder.Write("l", IdxWriter.Write([9, 0], 2), compressed: true);
        using Dataset data = IdxReader.ReadPair(images, labels);
        Assert.Equal([2, 4], data.Inputs.shape);
        Assert.Equal([0, 0.2f, 0.4f, 1, 1, 0, 0, 0], Inputs(data));
        Assert.Equal([9, 0], Labels(data));
    }

    [Fact]
    public void Files_that_are_no_pair_are_refused_by_name()
    {
        string images = _folder.Write("i", IdxWriter.Write([1, 2], 2, 1, 1));
        string labels = _folder.Write("l", IdxWriter.Write([0, 1, 2], 3));
        string wrong = _folder.Write("w", IdxWriter.Write([3, 10], 2));
        string message = Refused(() => IdxReader.ReadPair(images, labels));
        Assert.Contains($"'{images}' has 2 images and '{labels}' has 3 labels", message, StringComparison.Ordinal);
        message = Refused(() => IdxReader.ReadPair(images, wrong));
        Assert.Contains($"'{wrong}': The label of row 1 (counted from 0) is 10; 10 classes", message, StringComparison.Ordinal);
        using Dataset more = IdxReader.ReadPair(images, wrong, classes: 11);
        Assert.Equal([3, 10], Labels(more));
    }

    [Fact]
    public void Images_and_labels_are_told_apart_by_their_dimensions()
    {
        string labels = _folder.Write("l", IdxWriter.Write([1], 1));
        string images = _folder.Write("i", IdxWriter.Write([1], 1, 1));
        Assert.Contains("byte 3: there is 1 dimension", Refused(() => IdxReader.ReadImages(labels)), StringComparison.Ordinal);
        Assert.Contains("byte 3: there are 2 dimensions", Refused(() => IdxReader.ReadLabels(images)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Damage_is_named_with_its_byte(bool packed)
    {
        byte[] good = IdxWriter.Write([1, 2, 3, 4], 2, 2);
        Expect(good[..3], "byte 3: the file ends in the magic number: 4 bytes are expected, and 3 are there");
        Expect(good[..9], "byte 9: the file ends in 2 dimensions: 8 bytes are expected, and 5 are there");
        Expect(good[..14], "byte 14: the data is cut short: 4 bytes are expected, and 2 are there");
        Expect([.. good, 5], "byte 16: the file goes on after the 4 bytes of data");
        Expect([1, .. good[1..]], "byte 0: two zero bytes are expected, and 01 00 are there");
        Expect([0, 0, 0x0d, .. good[3..]], "byte 2: the type code is 0x0D; only 0x08");
        Expect([0, 0, 8, 0], "byte 3: there are no dimensions");
        Expect(IdxWriter.Write([], 0, 4), "byte 4: a dimension is 0");
        Expect(IdxWriter.Write([], uint.MaxValue, uint.MaxValue, uint.MaxValue), "promises 4294967295 bytes or more");
        Expect(IdxWriter.Write([], 65536, 65536), "byte 8: the header promises 65536×65536 bytes or more");
        Expect([0, 0, 8, 255, .. Enumerable.Repeat((byte)255, 1020)], "bytes or more, and at most");

        void Expect(byte[] content, string expected)
        {
            string path = _folder.Write("damaged", content, packed);
            string message = Refused(() => IdxReader.ReadImages(path));
            Assert.StartsWith($"'{path}', ", message, StringComparison.Ordinal);
            Assert.Contains(expected, message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(false, "byte 12: the data is cut short: 2000000000 bytes are expected, and 0 are there")]
    [InlineData(true, "byte 12: the header promises 2000000000 bytes, which")]
    public void A_promise_of_gigabytes_is_refused_before_memory_is_set_aside(bool packed, string expected)
    {
        string path = _folder.Write("liar", IdxWriter.Write([], 2000, 1_000_000), packed);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains(expected.Replace("byte 12: the data", "the data", StringComparison.Ordinal), Refused(() => IdxReader.ReadImages(path)), StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4_000_000);
    }

    [Fact]
    public void A_packed_promise_that_could_be_kept_costs_no_more_memory_than_what_comes()
    {
        // 4 MB of noise could unpack to 4 GB; this one does to 4 MB.
        byte[] noise = new byte[4_000_000];
        new Random(1).NextBytes(noise);
        string path = _folder.Write("liar", IdxWriter.Write(noise, 2000, 1_000_000), compressed: true);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("2000000000 bytes are expected, and 4000000 are there", Refused(() => IdxReader.ReadImages(path)), StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 40_000_000);
    }

    [Fact]
    public void Packed_data_that_is_cut_or_damaged_is_refused()
    {
        byte[] data = new byte[10_000];
        new Random(1).NextBytes(data);
        byte[] packed = TempFolder.Gzip(IdxWriter.Write(data, 100, 100));
        string cut = _folder.Write("cut", packed[..5000]);
        Assert.StartsWith($"'{cut}', byte ", Refused(() => IdxReader.ReadImages(cut)), StringComparison.Ordinal);
        packed[2000] ^= 0xff;
        string damaged = _folder.Write("damaged", packed);
        Assert.StartsWith($"'{damaged}', byte ", Refused(() => IdxReader.ReadImages(damaged)), StringComparison.Ordinal);
    }

    [Fact]
    public void Random_bytes_are_refused_or_read()
    {
        Gen.Select(Gen.Byte.Array[0, 40], Gen.Bool, Gen.Bool).Sample(
            (noise, header, packed) =>
            {
                string path = _folder.Write("noise" + Guid.NewGuid(), header ? [0, 0, 8, 2, 0, 0, 0, .. noise] : noise, packed);
                try
                {
                    IdxReader.ReadImages(path).Dispose();
                }
                catch (HyperDslException)
                {
                    // Refused; anything else fails the test.
                }
            },
            iter: 300);
    }

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        string path = Path.Combine(_folder.Root, "nowhere");
        Assert.StartsWith($"'{path}' cannot be read: ", Refused(() => IdxReader.ReadImages(path)), StringComparison.Ordinal);
        Assert.StartsWith($"'{_folder.Root}' cannot be read: ", Refused(() => IdxReader.ReadLabels(_folder.Root)), StringComparison.Ordinal);
    }

    [SkippableFact]
    public void A_pipe_is_refused()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Pipes have paths on Linux.");
        using var pipe = new AnonymousPipeServerStream(PipeDirection.Out);
        string path = $"/proc/self/fd/{pipe.ClientSafePipeHandle.DangerousGetHandle()}";
        Assert.Equal(
            $"'{path}' cannot be read: It is a pipe; a file whose length is known is expected.",
            Refused(() => IdxReader.ReadImages(path)));
    }
}
