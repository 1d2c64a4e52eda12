using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.Versioning;
using Hyper.Runtime.Native;
using TorchSharp;

namespace Hyper.Runtime.Tests.Native;

/// <summary>What the children of <see cref="ScalarShieldTests"/> do: some of it ends a process that has no shield.</summary>
[SupportedOSPlatform("linux")]
internal static unsafe class ScalarProgram
{
    /// <summary>The child that reads a number which was disposed of.</summary>
    public const string Read = "read";

    /// <summary>The child that looks whether memory comes back.</summary>
    public const string Reuse = "reuse";

    /// <summary>The child that calculates while another thread collects garbage.</summary>
    public const string Calculate = "calculate";

    /// <summary>The child that raises the shield when TorchSharp has disposed of a number already; it is started without one.</summary>
    public const string Late = "late";

    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(4);

    /// <summary>Does what is asked and writes what came of it.</summary>
    /// <returns>The exit status.</returns>
    public static int Run(string what)
    {
        NativeBackend.EnsureLoaded();
        Console.WriteLine(NativeBackend.Description);
        Console.WriteLine(what switch
        {
            Read => ReadDisposed(),
            Reuse => CountReused(),
            Calculate => CalculateAndCollect(),
            Late => RaiseLate(),
            _ => throw new ArgumentOutOfRangeException(nameof(what), what, "No such child."),
        });
        return 0;
    }

    /// <summary>Calls what the library exports, as TorchSharp does.</summary>
    private static (Func<double, nint> Make, Func<nint, double> Value, Action<nint> Dispose) Exports()
    {
        var loader = new GlibcLoader();
        nint make = loader.AddressOf(LinuxBackend.Wrapper, "THSTorch_float64_to_scalar");
        nint value = loader.AddressOf(LinuxBackend.Wrapper, "THSTorch_scalar_to_float64");
        nint dispose = loader.AddressOf(LinuxBackend.Wrapper, ScalarShield.Disposal);
        return (
            number => ((delegate* unmanaged<double, nint>)make)(number),
            scalar => ((delegate* unmanaged<nint, double>)value)(scalar),
            scalar => ((delegate* unmanaged<nint, void>)dispose)(scalar));
    }

    private static string RaiseLate()
    {
        ((Scalar)0.5).Dispose();
        string? answer = ScalarShield.Raise(new GlibcLoader(), null);
        return $"raised {answer is null}, used {ScalarShield.IsUsed()}";
    }

    private static string ReadDisposed()
    {
        var (make, value, dispose) = Exports();
        nint number = make(42);
        dispose(number);
        for (int i = 0; i < ScalarShield.Others - 1; i++)
            dispose(make(i));
        return string.Create(CultureInfo.InvariantCulture, $"read {value(number)}");
    }

    private static string CountReused()
    {
        var (make, _, dispose) = Exports();
        var before = new HashSet<nint>();
        for (int i = 0; i < 20_000; i++)
            DisposeOf(make(i), before);
        int distinct = before.Count;
        Thread.Sleep(TimeSpan.FromMilliseconds(ScalarShield.Milliseconds + 100));
        int reused = 0;
        for (int i = 0; i < 10_000; i++)
        {
            nint number = make(i);
            reused += before.Contains(number) ? 1 : 0;
            dispose(number);
        }

        return $"distinct {distinct == 20_000}, reused {reused > 5_000}";

        void DisposeOf(nint number, HashSet<nint> seen)
        {
            seen.Add(number);
            dispose(number);
        }
    }

    private static string CalculateAndCollect()
    {
        bool isOver = false;
        var collector = new Thread(() =>
        {
            while (!Volatile.Read(ref isOver))
            {
                for (int i = 0; i < 100; i++)
                    GC.KeepAlive(new byte[64]);
                GC.Collect(0);
            }
        });
        collector.Start();
        (int steps, int wrong) = Steps();
        Volatile.Write(ref isOver, true);
        collector.Join();
        return $"wrong {wrong} of {steps} steps";
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (int Steps, int Wrong) Steps()
    {
        int steps = 0;
        int wrong = 0;
        using torch.Tensor a = torch.full(4, 2.0);
        using torch.Tensor b = torch.full(4, 3.0);
        for (long end = Environment.TickCount64 + (long)Duration.TotalMilliseconds; Environment.TickCount64 < end; steps++)
        {
            using var scope = torch.NewDisposeScope();
            try
            {
                torch.Tensor sum = torch.zeros(4);
                for (int i = 0; i < 8; i++)
                    sum = sum + (1 - ((a + b) * 0.5)).add_(a);
                wrong += sum.data<float>()[0] == 4 ? 0 : 1;
            }
            catch (Exception problem)
            {
                if (wrong++ == 0)
                    Console.WriteLine(problem.Message.Split('\n')[0]);
            }
        }

        return (steps, wrong);
    }
}
