using EmailAgent.Api.Identity;
using EmailAgent.Api.Parameters;
using EmailAgent.Api.Problems;
using EmailAgent.Api.Shares;
using EmailAgent.Grains.Categories;

namespace EmailAgent.Api.Categories;

/// <summary>Corrections of categories.</summary>
internal static class CategoryEdits
{
    /// <summary>Reports a category that does not exist.</summary>
    public static void Check(FieldErrors fields, string? category)
    {
        if (category is not null && !CategoryNames.All.Contains(category))
        {
            fields.Add("category", $"Must be one of {string.Join(", ", CategoryNames.All)}.");
        }
    }

    /// <summary>Sets the category of a message in the caller's own mailboxes.</summary>
    /// <returns>Null when it is done, else why not.</returns>
    public static async Task<IResult?> SetAsync(string emailId, string category, Caller caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        var (sees, refusal) = await cluster.LookAsOwnerAsync(caller, emailId, cancellationToken);
        if (sees is null)
        {
            return refusal;
        }

        var outcome = await cluster.GetGrain<ICategoryGrain>(caller.Key).SetAsync(sees, emailId, category, cancellationToken);
        return outcome.Problem is { } problem ? new ProblemAnswer(problem) : null;
    }
}
