// Package acctest runs the provider against a cloud: the simulator by default,
// Alibaba Cloud itself when ALIYUN_ACC_LIVE=1. It is the only package that
// knows both the provider and the simulator.
//
// A test calls New, writes HCL with Provider() in front, and gives Factories to
// terraform-plugin-testing. What only a simulator can do, such as faults and
// changes by a third hand, is asked of Sim, which skips the test on a real
// cloud.
//
// A test in which something waits or times out calls NewVirtual instead, in a
// bubble of testing/synctest: time is virtual there, so that the test depends
// on no machine's speed.
package acctest
