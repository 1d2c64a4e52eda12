using FashionCnn;

namespace Hyper.Benchmarks;

/// <summary>The convolutional network of the sample FashionCnn, in joint training: 100 rows and two samples a step.</summary>
[Experiment<ClothesClassifier>(Algorithm.Joint, Schedule = LearningRateSchedule.Constant, RestartAt = 0, FollowResponse = true, Pooling = 0)]
public static partial class TuneClothesJointly;
