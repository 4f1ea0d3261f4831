namespace EmailAgent.IntelligenceBench.Priority;

/// <summary>Systems of linear equations, solved by elimination with pivots.</summary>
internal static class LinearEquations
{
    /// <summary>Returns x with matrix · x = right. Changes the matrix.</summary>
    public static double[] Solve(double[,] matrix, double[] right)
    {
        var n = right.Length;
        var solution = (double[])right.Clone();
        for (var column = 0; column < n; column++)
        {
            Swap(matrix, solution, column, Pivot(matrix, column, n), n);
            for (var row = column + 1; row < n; row++)
            {
                var factor = matrix[row, column] / matrix[column, column];
                for (var k = column; k < n; k++)
                    matrix[row, k] -= factor * matrix[column, k];
                solution[row] -= factor * solution[column];
            }
        }

        for (var row = n - 1; row >= 0; row--)
        {
            for (var k = row + 1; k < n; k++)
                solution[row] -= matrix[row, k] * solution[k];
            solution[row] /= matrix[row, row];
        }

        return solution;
    }

    private static int Pivot(double[,] matrix, int column, int n)
    {
        var best = column;
        for (var row = column + 1; row < n; row++)
        {
            if (Math.Abs(matrix[row, column]) > Math.Abs(matrix[best, column]))
                best = row;
        }

        return best;
    }

    private static void Swap(double[,] matrix, double[] solution, int row, int other, int n)
    {
        if (row == other)
            return;
        for (var k = 0; k < n; k++)
            (matrix[row, k], matrix[other, k]) = (matrix[other, k], matrix[row, k]);
        (solution[row], solution[other]) = (solution[other], solution[row]);
    }
}
