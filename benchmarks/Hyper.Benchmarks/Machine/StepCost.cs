namespace Hyper.Benchmarks;

/// <summary>
/// What a joint step cannot do without, counted from sizes: matrix products, and passes over memory with their arithmetic. Nothing
/// that a program may fuse or keep in registers is counted: no gradient buffer of the optimizer, no copy of a batch.
/// </summary>
internal sealed class StepCost
{
    /// <summary>Bytes of a number.</summary>
    private const int Word = sizeof(float);

    /// <summary>Samples and rows of a step.</summary>
    private const int Samples = ExperimentDefaults.HyperSamples;
    private const int Rows = ExperimentDefaults.BatchSize;

    /// <summary>Arithmetic of a normal number (a counter-based generator and a Box-Muller half), and of an exponential.</summary>
    private const double NormalOperations = 40;
    private const double ExponentialOperations = 15;

    /// <summary>
    /// Adam a parameter: 14 operations, and the value and both moments read and written; the gradient comes from where it was
    /// computed.
    /// </summary>
    private const double AdamOperations = 14;
    private const double AdamWords = 6;

    private readonly List<Product> products = [];
    private readonly List<Pass> passes = [];

    /// <summary>So many products of [M, K] and [K, N].</summary>
    public readonly record struct Product(long M, long K, long N, int Times)
    {
        public double Operations => 2.0 * M * K * N * Times;

        public double Bytes => Word * (double)((M * K) + (K * N) + (M * N)) * Times;
    }

    /// <summary>A pass over memory.</summary>
    public readonly record struct Pass(double Operations, double Bytes);

    public IReadOnlyList<Product> Products => products;

    public IReadOnlyList<Pass> Passes => passes;

    public double Operations => products.Sum(product => product.Operations) + passes.Sum(pass => pass.Operations);

    public double Bytes => products.Sum(product => product.Bytes) + passes.Sum(pass => pass.Bytes);

    /// <summary>
    /// The least time: the operations of each product and pass at the machine's rate, or its bytes at the machine's bandwidth,
    /// whichever takes longer, one after the other.
    /// </summary>
    /// <returns>Microseconds.</returns>
    public double FloorUs(MachineRates rates)
    {
        var seconds = products.Sum(product => Math.Max(product.Operations / rates.ProductRate(product), product.Bytes / rates.Bandwidth))
            + passes.Sum(pass => Math.Max(pass.Operations / rates.VectorRate, pass.Bytes / rates.Bandwidth));
        return 1e6 * seconds;
    }

    /// <summary>A fully connected layer in both half-steps: forward, the weights' gradient, and that of the inputs where a layer is below.</summary>
    public StepCost Dense(int inputs, int outputs, bool first = false)
    {
        // The training half-step has a product for each sample's share of the rows, the validation half-step one for all.
        foreach (var (rows, times) in ((int, int)[])[(Rows / Samples, Samples), (Rows, 1)])
        {
            products.Add(new Product(rows, inputs, outputs, times));
            products.Add(new Product(outputs, rows, inputs, times));
            if (!first)
            {
                products.Add(new Product(rows, outputs, inputs, times));
            }
        }

        return this;
    }

    /// <summary>A 3×3 convolution in both half-steps, as the product that it is of each place's patch with the kernels.</summary>
    public StepCost Convolution(int channels, int kernels, int side, bool first = false)
    {
        var places = side * side;
        foreach (var (rows, times) in ((int, int)[])[(Rows / Samples, Samples), (Rows, 1)])
        {
            products.Add(new Product((long)rows * places, channels * 9, kernels, times));
            products.Add(new Product(kernels, (long)rows * places, channels * 9, times));
            if (!first)
            {
                products.Add(new Product((long)rows * places, kernels, channels * 9, times));
            }
        }

        return this;
    }

    /// <summary>An elementwise pass over activations of both half-steps, forward and back: read and written each time.</summary>
    public StepCost Activation(int elements) => Over(2L * 2 * Rows * elements, 1, 2);

    /// <summary>
    /// What every setting has: n normal numbers a sample, n exponentials of the penalty and its gradient in each weight of each
    /// sample, and Adam on n hyperparameters.
    /// </summary>
    public StepCost Hyperparameters(long n, long weights) =>
        Over(Samples * n, NormalOperations + ExponentialOperations, 1).Over(Samples * weights, 4, 3).Over(n, AdamOperations, AdamWords);

    /// <summary>w = W₂(W₁z + b₁) + b₂: both products at S samples and at û, what they pull back to φ and to û, and Adam.</summary>
    public StepCost Factorized(long n, long weights, int rank)
    {
        products.Add(new Product(Samples, n, rank, 1));
        products.Add(new Product(Samples, rank, weights, 1));
        products.Add(new Product(rank, Samples, weights, 1));
        products.Add(new Product(Samples, weights, rank, 1));
        products.Add(new Product(n, Samples, rank, 1));
        products.Add(new Product(1, n, rank, 1));
        products.Add(new Product(1, rank, weights, 1));
        products.Add(new Product(1, weights, rank, 1));
        products.Add(new Product(1, rank, n, 1));
        return Optimized((rank * (n + weights)) + rank + weights);
    }

    /// <summary>w = φ₀ + Φz: the product at S samples and at û, what they pull back, and Adam.</summary>
    public StepCost Linear(long n, long weights)
    {
        products.Add(new Product(Samples, n, weights, 1));
        products.Add(new Product(n, Samples, weights, 1));
        products.Add(new Product(1, n, weights, 1));
        products.Add(new Product(1, weights, n, 1));
        return Optimized(weights * (n + 1));
    }

    /// <summary>w = a + b⊙z: passes over the weights of S samples and of û, forward and back, and Adam.</summary>
    public StepCost Elementwise(long weights) =>
        Over(weights, 2 * Samples, 2 + (2 * Samples)).Over(weights, 3 * Samples, 2 * Samples).Over(weights, 0, 2).Over(weights, 1, 3).Optimized(2 * weights);

    /// <summary>w = a + c⊙(Sz), S of R rows: passes over the weights of S samples and of û, forward and back, and Adam.</summary>
    public StepCost Structured(long n, long weights, long rows) =>
        Over(Samples * weights, 2, 3).Over(Samples * weights, 4, 3).Over(weights, 2, 3).Over(weights, 2, 2).Optimized((2 * weights) + (n * rows));

    private StepCost Optimized(long parameters) => Over(parameters, AdamOperations, AdamWords);

    private StepCost Over(long elements, double operations, double words)
    {
        passes.Add(new Pass(elements * operations, elements * words * Word));
        return this;
    }
}
