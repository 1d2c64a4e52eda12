using Hyper.Runtime.Native;
using Hyper.Runtime.Tests.Data;
using Hyper.Runtime.Tests.Models;
using Hyper.Runtime.Tests.Training;

namespace Hyper.Runtime.Tests.Checkpoints;

/// <summary>Whatever becomes of a checkpoint, it is read as it was written, or it is said to be damaged.</summary>
public sealed class CheckpointDamageTests
{
    static CheckpointDamageTests() => NativeBackend.EnsureLoaded();

    [Fact]
    public async Task A_thousand_damaged_checkpoints_are_seen()
    {
        using var data = SmallData.Labelled();
        using var folder = new TempFolder();
        using (await TuneSmallNetwork.RunAsync(data, new CheckpointFolder(folder.Root) { Every = null }, TuneSmallNetwork.Settings with { Steps = 10 }))
        {
        }

        var path = Directory.GetFiles(folder.Root, "*.safetensors").Single();
        var bytes = await File.ReadAllBytesAsync(path);
        var usual = Allocated().Bytes;
        usual = Math.Min(usual, Allocated().Bytes);
        for (var seed = 0; seed < Thorough.Times(1_000, 10_000); seed++)
        {
            var random = new Random(seed);
            var damaged = Damaged(bytes, random);
            await File.WriteAllBytesAsync(path, damaged);
            var (allocated, damage) = Allocated();
            Assert.Equal(damaged.AsSpan().SequenceEqual(bytes), damage is null);
            Assert.InRange(allocated, 0, usual + (20L * damaged.Length) + 300_000);
        }

        (long Bytes, string? Damage) Allocated()
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            using var checkpoint = Checkpoint.Read(path, out var damage);
            Assert.Equal(checkpoint is null, damage is not null);
            return (GC.GetAllocatedBytesForCurrentThread() - before, damage);
        }
    }

    private static byte[] Damaged(byte[] bytes, Random random)
    {
        var damaged = bytes.ToArray();
        switch (random.Next(5))
        {
            case 0:
                damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
                return damaged;
            case 1:
                damaged[random.Next(2_000)] = (byte)random.Next(256);
                return damaged;
            case 2:
                return damaged[..random.Next(damaged.Length)];
            case 3:
                return [.. damaged, .. new byte[random.Next(1, 100)]];
            default:
                random.NextBytes(damaged.AsSpan(random.Next(damaged.Length - 64), 64));
                return damaged;
        }
    }
}
