namespace EmailAgent.Grains.Categories;

/// <summary>Refusals of requests for the mail of a sender.</summary>
public static class CategoryProblems
{
    /// <summary>The newest messages of the sender contain no way to unsubscribe.</summary>
    [Problem(422, "Cannot unsubscribe")]
    public const string CannotUnsubscribe = "cannot_unsubscribe";
}
