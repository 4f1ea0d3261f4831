using System.Text.Json.Serialization;
using EmailAgent.Api.Json;
using EmailAgent.Grains.Organizations;

namespace EmailAgent.Api.Organizations;

/// <summary>Generated readers and writers for the bodies of this feature; <see cref="ApiJson"/> collects them.</summary>
[JsonSerializable(typeof(OrganizationRequest))]
[JsonSerializable(typeof(MemberRequest))]
[JsonSerializable(typeof(InvitationRequest))]
[JsonSerializable(typeof(AcceptRequest))]
[JsonSerializable(typeof(Organization))]
[JsonSerializable(typeof(ListAnswer<Organization>))]
[JsonSerializable(typeof(ListAnswer<Member>))]
[JsonSerializable(typeof(Invitation))]
[JsonSerializable(typeof(ListAnswer<Invitation>))]
internal sealed partial class OrganizationJson : JsonSerializerContext;
