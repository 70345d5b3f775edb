// Package acctest runs the provider against a cloud: the simulator by default,
// Alibaba Cloud itself when ALIYUN_ACC_LIVE=1. It is the only package that
// knows both the provider and the simulator.
//
// A test calls New, writes HCL with Provider() in front, and gives Factories to
// terraform-plugin-testing. What only a simulator can do, such as faults and
// changes by a third hand, is asked of Sim, which skips the test on a real
// cloud.
package acctest
