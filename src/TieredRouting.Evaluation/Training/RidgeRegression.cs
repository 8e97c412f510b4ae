using System.Numerics.Tensors;

namespace TieredRouting.Evaluation;

/// <summary>
/// Least squares with a price on large weights (A. Hoerl and R. Kennard, "Ridge Regression: Biased Estimation for Nonorthogonal Problems", 1970), solved by conjugate gradients (M. Hestenes and E. Stiefel, 1952), each column
/// in its own scale. The order that recovers most of a gap is the order of the expected gain, and least squares estimates that.
/// </summary>
internal static class RidgeRegression
{
    private const int MostSteps = 30;
    private const double CloseEnough = 1e-8;

    /// <summary>The weights of the columns.</summary>
    /// <param name="design">The rows.</param>
    /// <param name="targets">What each row is to come to, less their mean.</param>
    /// <param name="penalties">The price of each column's weight; above zero.</param>
    public static double[] Solve(TrainingDesign design, double[] targets, double[] penalties)
    {
        var (weights, left, next, image) = (new double[penalties.Length], new double[penalties.Length], new double[penalties.Length], new double[design.Rows]);
        var scales = Scales(design, penalties);
        design.MultiplyColumns(targets, left);
        var direction = new double[penalties.Length];
        TensorPrimitives.Multiply<double>(left, scales, direction);
        var first = Dot(left, direction);
        for (var (step, size) = (0, first); step < MostSteps && size > first * CloseEnough; step++)
        {
            Apply(design, penalties, direction, image, next);
            var length = size / Dot(direction, next);
            TensorPrimitives.MultiplyAdd<double>(direction, length, weights, weights);
            TensorPrimitives.MultiplyAdd<double>(next, -length, left, left);
            TensorPrimitives.Multiply<double>(left, scales, next);
            var smaller = Dot(left, next);
            TensorPrimitives.MultiplyAdd<double>(direction, smaller / size, next, direction);
            size = smaller;
        }

        return weights;
    }

    private static double[] Scales(TrainingDesign design, double[] penalties)
    {
        var scales = new double[penalties.Length];
        design.Squares(scales);
        for (var i = 0; i < scales.Length; i++)
            scales[i] = 1 / (scales[i] + penalties[i]);
        return scales;
    }

    private static void Apply(TrainingDesign design, double[] penalties, double[] direction, double[] image, double[] next)
    {
        design.Multiply(direction, image);
        design.MultiplyColumns(image, next);
        for (var i = 0; i < next.Length; i++)
            next[i] += penalties[i] * direction[i];
    }

    private static double Dot(double[] first, double[] second) => TensorPrimitives.Dot<double>(first, second);
}
