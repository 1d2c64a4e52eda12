using System.Diagnostics;
using System.Numerics;
using static TorchSharp.torch;

namespace Hyper.Benchmarks;

/// <summary>What the machine reaches, measured here: matrix products by shape, arithmetic of vectors, memory bandwidth.</summary>
internal sealed unsafe class MachineRates
{
    // A buffer a stream: three of them are as large as the working set of the step that is measured.
    private readonly int streamElements;
    private readonly int threads;
    private readonly Dictionary<(long, long, long), double> productRates = [];

    private MachineRates(int threads, double workingSet)
    {
        this.threads = threads;
        streamElements = (int)Math.Max(1 << 14, workingSet / (3 * sizeof(float)));
    }

    /// <summary>Operations a second of one large product (1,024 cubed).</summary>
    public double PeakProductRate { get; private set; }

    /// <summary>Operations a second of multiply-adds in the processor's vectors, all operands in registers.</summary>
    public double VectorRate { get; private set; }

    /// <summary>Bytes a second of a ← b + s·c over buffers that together are as large as the step's working set.</summary>
    public double Bandwidth { get; private set; }

    /// <summary>Measures the machine, the best of several attempts each.</summary>
    /// <param name="cost">The step whose working set and shapes count.</param>
    /// <param name="threads">Threads of libtorch and of the loops here.</param>
    public static MachineRates Measure(StepCost cost, int threads)
    {
        var before = get_num_threads();
        set_num_threads(threads);
        try
        {
            var rates = new MachineRates(threads, cost.Bytes) { PeakProductRate = RateOf(new StepCost.Product(1024, 1024, 1024, 1)) };
            rates.VectorRate = rates.MeasureVectors();
            rates.Bandwidth = rates.MeasureStream();
            foreach (var product in cost.Products.Where(product => !IsPass(product)))
            {
                rates.productRates.TryAdd((product.M, product.K, product.N), RateOf(product));
            }

            return rates;
        }
        finally
        {
            set_num_threads(before);
        }
    }

    /// <summary>
    /// Operations a second of a product of this shape, alone and with its operands in the caches; of one with two rows or
    /// columns, which is a pass over its largest operand, the rate of the vectors, because no BLAS is needed to reach it.
    /// </summary>
    public double ProductRate(StepCost.Product product) =>
        IsPass(product) ? VectorRate : productRates[(product.M, product.K, product.N)];

    private static bool IsPass(StepCost.Product product) => Math.Min(product.M, Math.Min(product.K, product.N)) <= 2;

    private static double RateOf(StepCost.Product product)
    {
        using var scope = NewDisposeScope();
        var a = rand(product.M, product.K);
        var b = rand(product.K, product.N);
        var operations = 2.0 * product.M * product.K * product.N;
        var repeats = (int)Math.Clamp(2e8 / operations, 2, 2_000);
        return operations * repeats / Best(() =>
        {
            for (var i = 0; i < repeats; i++)
            {
                using var result = a.mm(b);
            }
        });
    }

    private double MeasureVectors()
    {
        const int Repeats = 2_000_000;
        const int Chains = 8;
        var operations = 2.0 * Chains * Vector<float>.Count * Repeats * threads;
        var sum = 0f;
        var rate = operations / Best(() => Everywhere(part =>
        {
            // Chains that do not wait for each other.
            Vector<float> a = new(part), b = a, c = a, d = a, e = a, f = a, g = a, h = a;
            var factor = new Vector<float>(0.999f);
            var term = new Vector<float>(1e-3f);
            for (var i = 0; i < Repeats; i++)
            {
                a = Vector.FusedMultiplyAdd(a, factor, term);
                b = Vector.FusedMultiplyAdd(b, factor, term);
                c = Vector.FusedMultiplyAdd(c, factor, term);
                d = Vector.FusedMultiplyAdd(d, factor, term);
                e = Vector.FusedMultiplyAdd(e, factor, term);
                f = Vector.FusedMultiplyAdd(f, factor, term);
                g = Vector.FusedMultiplyAdd(g, factor, term);
                h = Vector.FusedMultiplyAdd(h, factor, term);
            }

            Volatile.Write(ref sum, Vector.Sum(a + b + c + d + e + f + g + h));
        }));
        return rate;
    }

    private double MeasureStream()
    {
        var buffers = new float[3][];
        for (var i = 0; i < buffers.Length; i++)
        {
            buffers[i] = GC.AllocateArray<float>(streamElements, pinned: true);
        }

        var repeats = Math.Max(2, (int)(1 << 26) / streamElements);
        return 3.0 * sizeof(float) * streamElements * repeats / Best(() => Everywhere(part =>
        {
            fixed (float* a = buffers[0], b = buffers[1], c = buffers[2])
            {
                var end = (long)streamElements * (part + 1) / threads;
                for (var repeat = 0; repeat < repeats; repeat++)
                {
                    for (var i = (long)streamElements * part / threads; i <= end - Vector<float>.Count; i += Vector<float>.Count)
                    {
                        (Vector.Load(b + i) + (Vector.Load(c + i) * 0.5f)).Store(a + i);
                    }
                }
            }
        }));
    }

    private void Everywhere(Action<int> work)
    {
        if (threads == 1)
        {
            work(0);
            return;
        }

        Parallel.For(0, threads, work);
    }

    // The best attempt is the one that the machine's other work disturbed least.
    private static double Best(Action work)
    {
        work();
        var best = double.PositiveInfinity;
        for (var attempt = 0; attempt < 7; attempt++)
        {
            var watch = Stopwatch.StartNew();
            work();
            best = Math.Min(best, watch.Elapsed.TotalSeconds);
        }

        return best;
    }
}
