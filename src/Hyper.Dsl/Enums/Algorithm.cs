namespace Hyper.Dsl;

/// <summary>How an experiment finds its hyperparameters.</summary>
public enum Algorithm
{
    /// <summary>The compiler's choice: <see cref="Joint"/>, and <see cref="DeltaSelfTuning"/> for <see cref="Hypernetwork.Centered"/>.</summary>
    Auto,

    /// <summary>
    /// Joint (local) training, the paper's algorithm 3: each step trains the hypernetwork on the training loss at
    /// hyperparameters drawn around the current ones, then moves the current ones down the validation loss of the
    /// response.
    /// </summary>
    Joint,

    /// <summary>
    /// The paper's simplified joint training: as <see cref="Joint"/>, with no perturbation. The movement of the
    /// hyperparameters themselves is the noise that the hypernetwork learns from.
    /// </summary>
    Simplified,

    /// <summary>
    /// The paper's global training (algorithm 2): the hypernetwork learns the response over a fixed prior of the
    /// hyperparameters; then it is frozen, and they move down the validation loss of what it answers.
    /// </summary>
    Global,

    /// <summary>
    /// Self-tuning (MacKay et al., 2019): as <see cref="Joint"/>, with a perturbation scale for each hyperparameter value
    /// that is learned on the validation loss, held up by an entropy bonus.
    /// </summary>
    SelfTuning,

    /// <summary>
    /// Delta self-tuning (Bae and Grosse, 2020): as <see cref="SelfTuning"/>, with separate updates for the weights at the
    /// current hyperparameters and for what answers to their perturbation, the latter on outputs linearised in it.
    /// </summary>
    DeltaSelfTuning,

    /// <summary>
    /// No hypernetwork: plain weights take <c>UnrollSteps</c> steps of gradient descent, and the hypergradient is reverse-mode
    /// differentiation of those steps (truncated back-propagation). Exact for what it sees, and short-sighted.
    /// </summary>
    Unrolled,

    /// <summary>
    /// No hypernetwork: T1-T2 (Luketina et al., 2016), the hypergradient of a single inner step. The cheapest, and the least
    /// exact where curvatures differ.
    /// </summary>
    T1T2,

    /// <summary>
    /// No hypernetwork: implicit differentiation (Lorraine, Vicol and Duvenaud, 2020), with a few conjugate-gradient steps or
    /// Neumann terms from the last solution. For thousands of hyperparameters with a derivative.
    /// </summary>
    Implicit,

    /// <summary>
    /// No hypernetwork: the single-loop SOBA (Dagréou et al., 2022), in which weights, hyperparameters and the solution of
    /// the implicit system all take one stochastic step at a time.
    /// </summary>
    SingleLoop,

    /// <summary>
    /// No hypernetwork: one-pass tuning (Clarke, Oldewage and Hernández-Lobato, 2022), implicit differentiation of the fixed point of the
    /// weights' update, by a Neumann series of <c>SolverSteps</c> terms. Tunes the optimizer's own numbers beside those of the loss.
    /// </summary>
    OnePass,

    /// <summary>
    /// No gradient: ordinary trainings at every point of a grid, <c>GridPoints</c> along each hyperparameter value.
    /// </summary>
    Grid,

    /// <summary>No gradient: ordinary trainings at <c>Trials</c> points drawn from the hyperparameters' priors.</summary>
    Random,

    /// <summary>
    /// No gradient: Bayesian optimization. A Gaussian process over the trials so far says where the next one is expected to
    /// improve most on the best.
    /// </summary>
    Bayesian,

    /// <summary>
    /// No gradient: successive halving (Jamieson and Talwalkar, 2016). Many short trainings, of which the best go on to longer
    /// ones.
    /// </summary>
    SuccessiveHalving,

    /// <summary>
    /// No gradient: Hyperband (Li et al., 2018), successive halving from many short trainings to few long ones in turn.
    /// </summary>
    Hyperband,
}
