namespace EmailAgent.Api.Json;

/// <summary>
/// A tagged answer with parts that the product derives by itself, such as a priority. They belong to its ETag, so that no client keeps old ones, but their change
/// does not fail a condition of If-Match.
/// </summary>
internal interface IStatefulAnswer
{
    /// <summary>Returns a text that differs whenever the resource does, apart from the derived parts.</summary>
    string DescribeState();
}
