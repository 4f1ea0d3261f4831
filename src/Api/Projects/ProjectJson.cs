using System.Text.Json.Serialization;
using EmailAgent.Api.Json;
using EmailAgent.Grains.Projects;

namespace EmailAgent.Api.Projects;

/// <summary>Generated readers and writers for the bodies of this feature; <see cref="ApiJson"/> collects them.</summary>
[JsonSerializable(typeof(ProjectRequest))]
[JsonSerializable(typeof(ProjectChangesRequest))]
[JsonSerializable(typeof(ProjectEmailsRequest))]
[JsonSerializable(typeof(ProjectMergeRequest))]
[JsonSerializable(typeof(ProjectSplitRequest))]
[JsonSerializable(typeof(Project))]
[JsonSerializable(typeof(ProjectOverview))]
[JsonSerializable(typeof(ProjectDetection))]
[JsonSerializable(typeof(PageAnswer<ListedProject>))]
[JsonSerializable(typeof(PageAnswer<ProjectEmail>))]
internal sealed partial class ProjectJson : JsonSerializerContext;
