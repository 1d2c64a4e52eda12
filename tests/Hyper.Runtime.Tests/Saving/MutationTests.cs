using System.Text;
using Hyper.Runtime.Native;
using Hyper.Runtime.Tests.Models;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Saving;

/// <summary>Whatever becomes of a file, it is loaded or refused: there is no other exception, no end of the process, and no memory beyond the file's.</summary>
public sealed class MutationTests
{
    static MutationTests() => NativeBackend.EnsureLoaded();

    private static readonly int Count = Thorough.Times(1_000, 10_000);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_mutated_model_is_loaded_or_refused(int seed)
    {
        using var drawn = RoundTrip.Drawn<SmallSharedNet, SmallSharedNet.Trained, SmallSharedNet.Hyperparameters, SmallSharedNet.BestResponse>(ScalarType.Float32, 1);
        using var model = drawn.At([.. drawn.Current]);
        Mutate(RoundTrip.Saved(model.Save), seed, stream => SmallSharedNet.Load(stream));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public void A_mutated_response_is_loaded_or_refused(int seed)
    {
        using var response = RoundTrip.Drawn<SmallConvNet, SmallConvNet.Trained, SmallConvNet.Hyperparameters, SmallConvNet.BestResponse>(ScalarType.Float64, 1);
        Mutate(RoundTrip.Saved(response.Save), seed, stream => SmallConvNet.LoadResponse(stream));
    }

    private static void Mutate(byte[] file, int seed, Func<Stream, IDisposable> load)
    {
        // What a load of the file as it is takes, once everything is compiled.
        var usual = Allocated(file, load).Bytes;
        usual = Math.Min(usual, Allocated(file, load).Bytes);
        var random = new Random(seed);
        var refused = 0;
        for (var i = 0; i < Count; i++)
        {
            var mutated = file;
            for (var more = random.Next(3); more >= 0; more--)
            {
                mutated = Mutation(mutated, random);
            }

            var (bytes, wasRefused) = Allocated(mutated, load);
            refused += wasRefused ? 1 : 0;
            Assert.InRange(bytes, 0, usual + (20L * mutated.Length) + 300_000);
        }

        // Most mutations are of the header, and most of those are seen.
        Assert.InRange(refused, Count / 2, Count - 1);
    }

    private static (long Bytes, bool WasRefused) Allocated(byte[] file, Func<Stream, IDisposable> load)
    {
        using Stream stream = file.Length % 2 == 0 ? new MemoryStream(file) : new LengthlessStream(file);
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            load(stream).Dispose();
            return (GC.GetAllocatedBytesForCurrentThread() - before, false);
        }
        catch (HyperDslException)
        {
            return (GC.GetAllocatedBytesForCurrentThread() - before, true);
        }
    }

    private static byte[] Mutation(byte[] file, Random random)
    {
        if (file.Length < 16)
        {
            return file;
        }

        var header = (int)Math.Min(BitConverter.ToUInt64(file, 0), (ulong)file.Length - 8);
        switch (random.Next(9))
        {
            case 0: // A bit anywhere.
                return Changed(random.Next(file.Length), (byte)(1 << random.Next(8)));
            case 1: // A bit of the header.
                return Changed(8 + random.Next(Math.Max(header, 1)), (byte)(1 << random.Next(8)));
            case 2: // The end is missing.
                return file[..random.Next(file.Length)];
            case 3: // There is more.
                return [.. file, .. new byte[random.Next(1, 64)]];
            case 4: // Another length of the header.
                var length = random.Next(4) switch
                {
                    0 => (ulong)random.NextInt64(),
                    1 => ulong.MaxValue - (ulong)random.Next(16),
                    2 => (ulong)random.Next(200_000_000),
                    _ => (ulong)Math.Max(0, header + random.Next(-9, 10)),
                };
                return [.. BitConverter.GetBytes(length), .. file[8..]];
            case 5: // A digit of the header.
                return Text(text => Digit(text, random));
            case 6: // A piece of the header is gone, or there twice.
                return Text(text =>
                {
                    var start = random.Next(text.Length);
                    var end = Math.Min(text.Length, start + random.Next(1, 80));
                    return random.Next(2) == 0 ? text[..start] + text[end..] : text[..end] + text[start..];
                });
            case 7: // A number that is too large.
                return Text(text => Digit(text, random, OneOf(random, "9223372036854775807", "18446744073709551616", "1e308", "-1", "0")));
            default: // Something else of JSON.
                return Text(text => text.Insert(random.Next(text.Length), OneOf(random, "{", "}", "[", "]", "\"", ",", ":", "null", "\\", "\\ud800", "é", new string('[', 500))));
        }

        byte[] Changed(int place, byte bits)
        {
            var copy = file.ToArray();
            copy[Math.Min(place, copy.Length - 1)] ^= bits;
            return copy;
        }

        byte[] Text(Func<string, string> change)
        {
            var text = Encoding.Latin1.GetString(file, 8, header);
            if (text.Length == 0)
            {
                return file;
            }

            var changed = Encoding.UTF8.GetBytes(change(text));
            return [.. BitConverter.GetBytes((ulong)changed.Length), .. changed, .. file[(8 + header)..]];
        }
    }

    private static string OneOf(Random random, params string[] texts) => texts[random.Next(texts.Length)];

    private static string Digit(string text, Random random, string? replacement = null)
    {
        var start = random.Next(text.Length);
        var digit = text.AsSpan(start).IndexOfAnyInRange('0', '9');
        return digit < 0 ? text : string.Concat(text.AsSpan(0, start + digit), replacement ?? random.Next(10).ToString(), text.AsSpan(start + digit + 1));
    }
}
